package io.shelfshare.domain.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order as both stores see it; the answer to whoever changes it.
 *
 * @param version how many events made it what it is
 * @param cancelRequested true once the asking store wanted it back after it was packed
 * @param carrier empty before it is shipped, or where nobody said
 * @param endReason why it ended early
 */
public record OrderView(
    OrderTerms terms,
    Status status,
    long version,
    Instant changedAt,
    List<OrderLine> lines,
    boolean cancelRequested,
    String carrier,
    String trackingNumber,
    Optional<EndReason> endReason) {
  public OrderView {
    lines = List.copyOf(lines);
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
    /** Some of it arrived. */
    ARRIVED,
    /** All that was shipped is accounted for. */
    RECEIVED,
    /** Given up before it was shipped; its units are open again. */
    RELEASED,
    /** Taken back by the asking store before it was shipped. */
    CANCELLED;

    boolean isShipped() {
      return this == SHIPPED || this == ARRIVED || this == RECEIVED;
    }

    /** Nothing more can happen to its units. */
    public boolean isEnd() {
      return this == RECEIVED || this == RELEASED || this == CANCELLED;
    }
  }

  /** Why an order ended early. */
  public enum EndReason {
    NOT_FOUND,
    DAMAGED,
    WRONG_ITEM,
    BUSY,
    CANCEL_AGREED,
    HOLD_RAN_OUT,
    SOLD_AT_TILL,
    REQUEST_CANCELLED;

    static EndReason of(ShortReason reason) {
      return valueOf(reason.name());
    }

    /** The supplier gave up what it had grabbed and is left out of the rest of the race. */
    boolean excludesSupplier() {
      return switch (this) {
        case NOT_FOUND, DAMAGED, WRONG_ITEM, BUSY, HOLD_RAN_OUT -> true;
        case CANCEL_AGREED, SOLD_AT_TILL, REQUEST_CANCELLED -> false;
      };
    }
  }

  boolean hasPending() {
    return lines.stream().anyMatch(line -> line.pending() > 0);
  }
}
