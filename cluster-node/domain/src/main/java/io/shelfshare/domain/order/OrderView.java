package io.shelfshare.domain.order;

import io.shelfshare.domain.StoreId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * An order as both stores see it; the answer to whoever changes it.
 *
 * @param version how many events made it what it is
 * @param cancelRequested true once the asking store wanted it back after it was packed
 * @param carrier empty before it is shipped, or where nobody said
 * @param endReason why it ended early
 * @param dueBy until when its state should be left; what happens then is the state's
 * @param lossSuspected true once units on their way did not come in time
 * @param returnTo where refused units go, once there are any
 * @param messages how many messages its thread has
 * @param receivedAt when at first nothing that was shipped was on its way there any more
 */
public record OrderView(
    OrderTerms terms,
    OrderPins pins,
    Status status,
    long version,
    Instant changedAt,
    List<OrderLine> lines,
    boolean cancelRequested,
    String carrier,
    String trackingNumber,
    Optional<EndReason> endReason,
    Optional<Instant> dueBy,
    boolean lossSuspected,
    Optional<StoreId> returnTo,
    List<Remark> remarks,
    int messages,
    Optional<Instant> receivedAt) {
  public OrderView {
    lines = List.copyOf(lines);
    remarks = List.copyOf(remarks);
  }

  /** The states of an order. */
  public enum Status {
    /** Awarded and held at the supplier. */
    AWARDED,
    /** Found on the shelf. */
    CONFIRMED,
    /** Packed. */
    PACKED,
    /** On its way. */
    SHIPPED,
    /** At the destination, or some of it; some is not taken in yet. */
    ARRIVED,
    /** All that was shipped is accounted for, and some of it stayed. */
    RECEIVED,
    /** The owners' books are posted. */
    SETTLED,
    /** Settled, and nothing can be claimed any more. */
    CLOSED,
    /** Given up before it was shipped; its units are open again. */
    RELEASED,
    /** Taken back by the asking store before it was shipped. */
    CANCELLED,
    /** Nothing is on its way there any more, and some is on its way back. */
    RETURNING,
    /** Nothing stayed; what was not lost is back. */
    RETURNED,
    /** All of it is written off. */
    LOST;

    /** All that was shipped is accounted for where it was sent to. */
    boolean isReceived() {
      return switch (this) {
        case RECEIVED, RETURNING, RETURNED, LOST -> true;
        case AWARDED, CONFIRMED, PACKED, SHIPPED, ARRIVED, RELEASED, CANCELLED -> false;
        // Both follow one of those above, or nothing that was shipped.
        case SETTLED, CLOSED -> false;
      };
    }

    boolean isBeforeShipping() {
      return this == AWARDED || this == CONFIRMED || this == PACKED;
    }

    /** No unit moves, as things stand. */
    public boolean isDone() {
      return switch (this) {
        case RECEIVED, RETURNED, LOST, SETTLED, CLOSED, RELEASED, CANCELLED -> true;
        case AWARDED, CONFIRMED, PACKED, SHIPPED, ARRIVED, RETURNING -> false;
      };
    }

    /** Nothing more can happen to its units. */
    public boolean isEnd() {
      return this == CLOSED || this == RELEASED || this == CANCELLED;
    }
  }

  /** Why an order ended early. */
  public enum EndReason {
    NOT_FOUND,
    DAMAGED,
    WRONG_ITEM,
    BUSY,
    CANCEL_AGREED,
    /** Nobody confirmed in time. */
    HOLD_RAN_OUT,
    /** Nobody shipped in time. */
    SHIP_RAN_OUT,
    SOLD_AT_TILL,
    /** The whole request was taken back. */
    REQUEST_CANCELLED,
    /** The asking store took back this order alone. */
    ORDER_CANCELLED;

    static EndReason of(ShortReason reason) {
      return valueOf(reason.name());
    }

    /** The supplier gave up what it had grabbed and is left out of the rest of the race. */
    boolean excludesSupplier() {
      return switch (this) {
        case NOT_FOUND, DAMAGED, WRONG_ITEM, BUSY, HOLD_RAN_OUT, SHIP_RAN_OUT -> true;
        case CANCEL_AGREED, SOLD_AT_TILL, REQUEST_CANCELLED, ORDER_CANCELLED -> false;
      };
    }
  }

  public boolean goesToCustomer() {
    return terms.customerReference().isPresent();
  }

  boolean hasPending() {
    return sum(OrderLine::pending) > 0;
  }

  boolean isUnderway() {
    return sum(OrderLine::inTransit) > 0;
  }

  boolean isReturning() {
    return sum(line -> line.refused().returning()) > 0;
  }

  /** Units may still move: some do, lost ones may be found, or a customer may give some back. */
  boolean mayMove() {
    boolean claims =
        sum(line -> line.lost().total() + line.refused().lostBack().total()) > 0
            || (goesToCustomer() && sum(OrderLine::accepted) > 0);
    return !status.isEnd() && (!status.isDone() || claims);
  }

  long sum(ToLongFunction<OrderLine> part) {
    return lines.stream().mapToLong(part).sum();
  }
}
