package io.shelfshare.domain.routing;

import io.shelfshare.domain.StoreId;
import java.util.Optional;

/**
 * What is known of a store when it is scored.
 *
 * @param metres how far it is from the store that posted
 * @param available units of what is open that it has available
 * @param wanted units that are open
 * @param openOrders orders that it has yet to send
 * @param contract basis points: how near its owner is to the poster's
 * @param reliability basis points, from what came of its awards
 * @param confidence basis points: how far its record of the units can be trusted
 * @param sellThrough basis points: what it sold lately of what it had
 * @param offer what its bid says
 */
public record Facts(
    StoreId store,
    long metres,
    long available,
    long wanted,
    int openOrders,
    int contract,
    int reliability,
    int confidence,
    int sellThrough,
    Optional<Offer> offer) {
  /** What a line that nobody checked is trusted. */
  private static final int UNCHECKED = 7_000;

  /** Neither slow nor quick. */
  private static final int MIDDLING = 5_000;

  /** A store of whose records and sales nothing is known. */
  public Facts(
      StoreId store,
      long metres,
      long available,
      long wanted,
      int openOrders,
      int contract,
      int reliability,
      Optional<Offer> offer) {
    this(
        store,
        metres,
        available,
        wanted,
        openOrders,
        contract,
        reliability,
        UNCHECKED,
        MIDDLING,
        offer);
  }

  /**
   * A bid's terms.
   *
   * @param units how many it brings of what is open
   * @param fee in the currency's smallest unit
   * @param feeMost the highest fee of its window
   * @param shipSeconds from the scoring until it is to be shipped; 0 for at once or not said
   */
  public record Offer(long units, long fee, long feeMost, long shipSeconds) {}

  public Facts withOffer(Offer made) {
    return new Facts(
        store,
        metres,
        available,
        wanted,
        openOrders,
        contract,
        reliability,
        confidence,
        sellThrough,
        Optional.of(made));
  }

  /** A store of which nothing is known. */
  public static Facts unknown(StoreId store, long wanted) {
    return new Facts(store, Long.MAX_VALUE / 20_000, 0, wanted, 0, 0, 5_000, Optional.empty());
  }
}
