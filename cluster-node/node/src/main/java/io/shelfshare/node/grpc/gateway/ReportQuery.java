package io.shelfshare.node.grpc.gateway;

import java.time.LocalDate;

/**
 * Which days and stores a report is about.
 *
 * @param last not after today; days are in UTC
 */
public record ReportQuery(
    LocalDate first, LocalDate last, StoreFilter stores, Side side, Grouping grouping) {
  /** Which of an order's stores it counts for. */
  public enum Side {
    REQUESTER,
    SUPPLIER
  }
}
