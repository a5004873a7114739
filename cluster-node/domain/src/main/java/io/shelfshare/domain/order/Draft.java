package io.shelfshare.domain.order;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.order.OrderEvent.Shipment;
import io.shelfshare.domain.order.OrderView.EndReason;
import io.shelfshare.domain.order.OrderView.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An order's view while one event changes it. */
final class Draft {
  private final OrderView from;
  private Status status;
  private List<OrderLine> lines;
  private boolean cancelRequested;
  private String carrier;
  private String trackingNumber;
  private Optional<EndReason> endReason;
  private Optional<Instant> dueBy;
  private boolean lossSuspected;
  private Optional<StoreId> returnTo;
  private final List<Remark> remarks;
  private int messages;

  Draft(OrderView from) {
    this.from = from;
    status = from.status();
    lines = from.lines();
    cancelRequested = from.cancelRequested();
    carrier = from.carrier();
    trackingNumber = from.trackingNumber();
    endReason = from.endReason();
    dueBy = from.dueBy();
    lossSuspected = from.lossSuspected();
    returnTo = from.returnTo();
    remarks = new ArrayList<>(from.remarks());
    messages = from.messages();
  }

  /** The next view, changed at {@code at}. */
  OrderView at(Instant at) {
    return new OrderView(
        from.terms(),
        from.pins(),
        status,
        from.version() + 1,
        at,
        lines,
        cancelRequested,
        carrier,
        trackingNumber,
        endReason,
        dueBy,
        lossSuspected,
        returnTo,
        remarks,
        messages,
        from.receivedAt().or(() -> status.isReceived() ? Optional.of(at) : Optional.empty()));
  }

  Draft status(Status next, Optional<Instant> due) {
    status = next;
    dueBy = due;
    return this;
  }

  Draft lines(UnaryOperator<OrderLine> change) {
    lines = lines.stream().map(change).toList();
    return this;
  }

  Draft end(Status next, EndReason reason) {
    endReason = Optional.of(reason);
    return status(next, Optional.empty());
  }

  Draft cancelRequested() {
    cancelRequested = true;
    return this;
  }

  Draft shipment(Shipment shipment) {
    carrier = shipment.carrier();
    trackingNumber = shipment.trackingNumber();
    return this;
  }

  Draft lossSuspected(boolean suspected) {
    lossSuspected = suspected;
    return this;
  }

  Draft returnTo(Optional<StoreId> store) {
    returnTo = returnTo.or(() -> store);
    return this;
  }

  Draft remark(Remark remark) {
    if (remark.units() > 0) {
      remarks.add(remark);
    }
    return this;
  }

  Draft message() {
    messages++;
    return this;
  }

  Status status() {
    return status;
  }

  List<OrderLine> lines() {
    return lines;
  }

  boolean hasPending() {
    return lines.stream().anyMatch(line -> line.pending() > 0);
  }
}
