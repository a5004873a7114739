package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.SkuId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How one SKU sells in one store, in units.
 *
 * @param sold at the till in the week
 * @param soldLately in the four weeks that end with it
 * @param onHand now
 * @param available now
 * @param lastSold the last day with a sale in the eight weeks that end with it, in UTC
 */
public record SellerLine(
    SkuId sku,
    long sold,
    long soldLately,
    long onHand,
    long available,
    Optional<LocalDate> lastSold) {
  /** So many weeks tell how quickly a SKU sells lately, and so many it should be enough for. */
  public static final int COVER_WEEKS = 4;

  private static final int WHOLE = 10_000;
  private static final int TENTHS = 10;

  /** Sold units, of these and what is on hand, in hundredths of a percent; 0 of nothing. */
  public int sellThroughBasisPoints() {
    long all = sold + Math.max(0, onHand);
    return all == 0 ? 0 : Math.toIntExact(sold * WHOLE / all);
  }

  /** For how many weeks it is enough as it sells lately, in tenths; empty where it does not. */
  public Optional<Long> coverTenths() {
    return soldLately == 0
        ? Optional.empty()
        : Optional.of(onHand * COVER_WEEKS * TENTHS / soldLately);
  }

  /** Available units beyond what four weeks such as the last ones would sell. */
  public long spare() {
    return Math.max(0, Math.min(available, onHand - soldLately));
  }
}
