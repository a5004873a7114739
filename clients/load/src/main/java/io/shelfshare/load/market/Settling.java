package io.shelfshare.load.market;

import io.shelfshare.market.v1.Award;
import io.shelfshare.market.v1.OrderLine;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where orders and stocks agree. An order tells its steps to the stocks and to its request a little
 * after it has answered; once all have heard, what a stock holds is what its orders have pending.
 */
final class Settling {
  /** The daemon that wakes expired requests may be a little late. */
  private static final Duration EXPIRY_LATENESS = Duration.ofSeconds(15);

  private Settling() {}

  static boolean hasSettled(ChainPicture picture) {
    return disagreements(picture).isEmpty()
        && overdue(picture, Duration.ZERO).isEmpty()
        && picture.requests().values().stream().allMatch(one -> hasHeard(one, picture));
  }

  /** Whether a request has heard everything that its orders tell. */
  private static boolean hasHeard(TransferRequest request, ChainPicture picture) {
    Map<String, Long> covered = new HashMap<>();
    Map<String, Long> accepted = new HashMap<>();
    Map<String, String> lineOf = ModePaths.lines(request);
    for (Award award : request.getAwardsList()) {
      TransferOrder order = picture.orders().get(award.getTransferOrder());
      if (order == null) {
        return false;
      }
      for (OrderLine line : order.getLinesList()) {
        String sku = lineOf.getOrDefault(line.getSku(), line.getSku());
        covered.merge(sku, line.getAwarded() - line.getShorted() - line.getCancelled(), Long::sum);
        accepted.merge(sku, line.getAccepted(), Long::sum);
      }
    }
    return request.getLinesList().stream()
        .allMatch(
            line ->
                line.getCovered() == covered.getOrDefault(line.getSku(), 0L)
                    && line.getReceived() == accepted.getOrDefault(line.getSku(), 0L));
  }

  /** Holds that no order has, orders whose units nobody holds, parcels that nobody expects. */
  static List<Violation> disagreements(ChainPicture picture) {
    Map<String, Long> pending = new HashMap<>();
    Map<String, Long> underWay = new HashMap<>();
    for (TransferOrder order : picture.orders().values()) {
      for (OrderLine line : order.getLinesList()) {
        pending.merge(name(order.getSupplierStore(), line), line.getPending(), Long::sum);
        if (!order.getDestination().hasCustomerReference()) {
          underWay.merge(name(order.getRequestingStore(), line), line.getInTransit(), Long::sum);
        }
        if (line.getReturning() > 0) {
          underWay.merge(name(order.getReturnStore(), line), line.getReturning(), Long::sum);
        }
      }
    }
    List<Violation> found = new ArrayList<>();
    for (StockLine line : picture.lines()) {
      long held = pending.getOrDefault(line.getName(), 0L);
      if (line.getReserved() != held) {
        found.add(
            new Violation(
                "P4",
                line.getName(),
                "the store holds %d units, its orders have %d pending"
                    .formatted(line.getReserved(), held)));
      }
      long coming = underWay.getOrDefault(line.getName(), 0L);
      if (line.getInbound() != coming) {
        found.add(
            new Violation(
                "P4",
                line.getName(),
                "the store expects %d units, its orders have %d in transit"
                    .formatted(line.getInbound(), coming)));
      }
    }
    return found;
  }

  /** Requests that are open although their time ran out. */
  static List<Violation> overdue(ChainPicture picture) {
    return overdue(picture, EXPIRY_LATENESS);
  }

  private static List<Violation> overdue(ChainPicture picture, Duration lateness) {
    List<Violation> found = new ArrayList<>();
    Instant due = picture.at().minus(lateness);
    for (TransferRequest request : picture.requests().values()) {
      boolean open =
          request.getState() == TransferRequest.State.STATE_OPEN
              || request.getState() == TransferRequest.State.STATE_PARTLY_COVERED;
      if (open && Shop.instant(request.getExpireTime()).isBefore(due)) {
        found.add(
            new Violation(
                "P10",
                request.getName(),
                "is still open at %s, its time ran out at %s"
                    .formatted(picture.at(), Shop.instant(request.getExpireTime()))));
      }
    }
    return found;
  }

  private static String name(String store, OrderLine line) {
    return store + "/stockLines/" + line.getSku().substring(line.getSku().indexOf('/') + 1);
  }
}
