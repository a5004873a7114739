package io.shelfshare.load.market;

import io.shelfshare.market.v1.OrderLine;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold of every order line and of every stock line in every answer. */
final class Laws {
  private Laws() {}

  /** P3: the quantity law, for each line of an order. */
  static List<Violation> quantities(TransferOrder order) {
    List<Violation> violations = new ArrayList<>();
    for (OrderLine line : order.getLinesList()) {
      broken(line)
          .ifPresent(
              words ->
                  violations.add(
                      new Violation("P3", order.getName() + " " + line.getSku(), words)));
    }
    return violations;
  }

  private static Optional<String> broken(OrderLine line) {
    if (line.getAwarded()
        != line.getPending() + line.getShipped() + line.getShorted() + line.getCancelled()) {
      return Optional.of("awarded is not pending + shipped + shorted + cancelled: " + flat(line));
    }
    if (line.getShipped()
        != line.getAccepted()
            + line.getDamaged()
            + line.getRefused()
            + line.getLost()
            + line.getInTransit()) {
      return Optional.of(
          "shipped is not accepted + damaged + refused + lost + in transit: " + flat(line));
    }
    if (line.getRefused()
        != line.getReturnedGood()
            + line.getReturnedDamaged()
            + line.getLostBack()
            + line.getReturning()) {
      return Optional.of("refused is not returned + lost back + returning: " + flat(line));
    }
    boolean negative =
        line.getAllFields().values().stream()
            .anyMatch(value -> value instanceof Long units && units < 0);
    return negative ? Optional.of("a negative quantity: " + flat(line)) : Optional.empty();
  }

  /** P2: never more reserved than on hand, and what is available follows from the rest. */
  static Optional<Violation> stock(StockLine line) {
    if (line.getReserved() > line.getOnHand()) {
      return violation(line, "more reserved than on hand: " + flat(line));
    }
    if (line.getReserved() < 0
        || line.getSafety() < 0
        || line.getInbound() < 0
        || line.getUnsellable() < 0) {
      return violation(line, "a negative quantity: " + flat(line));
    }
    long available = Math.max(0, line.getOnHand() - line.getReserved() - line.getSafety());
    return line.getAvailable() == available
        ? Optional.empty()
        : violation(line, "available is not what the rest leaves: " + flat(line));
  }

  /** P1: what a request says of its own lines, at any time. */
  static List<Violation> request(TransferRequest request) {
    List<Violation> violations = new ArrayList<>();
    for (RequestLine line : request.getLinesList()) {
      boolean lawful =
          line.getCovered() >= 0
              && line.getOpen() >= 0
              && line.getReceived() >= 0
              && line.getCovered() + line.getOpen() <= line.getQuantity()
              && line.getReceived() <= line.getCovered();
      if (!lawful) {
        violations.add(new Violation("P1", request.getName(), "an impossible line: " + flat(line)));
      }
    }
    return violations;
  }

  private static Optional<Violation> violation(StockLine line, String words) {
    return Optional.of(new Violation("P2", line.getName(), words));
  }

  private static String flat(Object message) {
    return message.toString().replace('\n', ' ').strip();
  }
}
