package io.shelfshare.domain.settlement;

import io.shelfshare.domain.OwnerId;
import java.util.Optional;

/**
 * How a unit's price between two owners is made. Of the rules, the first that applies counts.
 *
 * @param supplier only units of this owner; any where it is empty
 * @param requester only units that go to this owner
 * @param style only units of this style
 */
public record TransferPriceRule(
    Optional<OwnerId> supplier,
    Optional<OwnerId> requester,
    Optional<String> style,
    Formula formula) {
  /** How the price is made. */
  public sealed interface Formula {}

  /** A share of the retail price, in ten-thousandths, rounded half to even. */
  public record ShareOfRetail(long basisPoints) implements Formula {}

  /** The cost and a share of it, in ten-thousandths, rounded half to even. */
  public record CostPlus(long basisPoints) implements Formula {}

  /** The same for each unit, whatever its list price. */
  public record Fixed(Money price) implements Formula {}

  boolean applies(OwnerId from, OwnerId to, String ofStyle) {
    return supplier.map(from::equals).orElse(true)
        && requester.map(to::equals).orElse(true)
        && style.map(ofStyle::equals).orElse(true);
  }

  /** The price of one unit; empty where it needs a list price and there is none. */
  Optional<Money> price(Optional<ListPrice> list) {
    if (formula instanceof Fixed fixed) {
      return Optional.of(fixed.price());
    } else if (formula instanceof ShareOfRetail share) {
      return list.map(price -> price.retail().share(share.basisPoints()));
    }
    long more = ((CostPlus) formula).basisPoints();
    return list.map(price -> price.cost().plus(price.cost().share(more)));
  }
}
