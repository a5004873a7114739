package io.shelfshare.domain.order;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.Units;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happened to a transfer order. */
public sealed interface OrderEvent {
  /** When; never before the event that precedes it. */
  Instant at();

  /**
   * Life begins: the supplier's store was bound and still held {@code held}; the rest is shorted.
   */
  record Started(Instant at, OrderTerms terms, List<Units> held) implements OrderEvent {}

  /** Found on the shelf; what was not found is shorted for {@code shortReason}. */
  record Confirmed(Instant at, Answered by, List<Units> found, Optional<ShortReason> shortReason)
      implements OrderEvent {}

  /** Packed. */
  record Packed(Instant at, Answered by) implements OrderEvent {}

  /** Left the supplier; what was not shipped is shorted for {@code shortReason}. */
  record Shipped(
      Instant at,
      Answered by,
      List<Units> shipped,
      Optional<ShortReason> shortReason,
      String carrier,
      String trackingNumber)
      implements OrderEvent {}

  /** A parcel arrived. */
  record Received(Instant at, Answered by, List<Receipt> receipts) implements OrderEvent {}

  /** Units of one SKU in a parcel. */
  record Receipt(SkuId sku, long accepted, long damaged) {
    public Receipt {
      if (accepted < 0 || damaged < 0) {
        throw new IllegalArgumentException("received units must not be negative");
      }
    }
  }

  /** The supplier gave it up before it was shipped. */
  record Released(Instant at, Answered by, ShortReason reason) implements OrderEvent {}

  /** Nobody confirmed in time. */
  record HoldRanOut(Instant at) implements OrderEvent {}

  /** The till sold held units: totals by SKU, as the store told them; pending units are shorted. */
  record Breached(Instant at, List<Units> totals) implements OrderEvent {}

  /** The requester took its request back before this order was packed. */
  record Cancelled(Instant at) implements OrderEvent {}

  /** The requester took its request back after packing; the supplier is asked. */
  record CancelRequested(Instant at) implements OrderEvent {}

  /** A receiver of this order's steps has taken all steps up to this one. */
  record StepTaken(Instant at, Receiver receiver, long step) implements OrderEvent {}

  /** Who an order tells its steps to. */
  enum Receiver {
    SUPPLIER,
    DESTINATION,
    REQUEST
  }

  /** The mutation that an event answers. */
  record Answered(Mutation.Key mutation, String fingerprint) {}
}
