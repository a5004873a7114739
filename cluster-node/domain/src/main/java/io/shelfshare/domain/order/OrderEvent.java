package io.shelfshare.domain.order;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
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
  record Started(Instant at, OrderTerms terms, OrderPins pins, List<Units> held)
      implements OrderEvent {}

  /** Found on the shelf; what was not found is shorted for {@code shortReason}. */
  record Confirmed(Instant at, Answered by, List<Units> found, Optional<ShortReason> shortReason)
      implements OrderEvent, Caused {}

  /** Packed. */
  record Packed(Instant at, Answered by) implements OrderEvent, Caused {}

  /** Left the supplier; what was not shipped is shorted for {@code shortReason}. */
  record Shipped(
      Instant at,
      Answered by,
      List<Units> shipped,
      Optional<ShortReason> shortReason,
      Shipment shipment)
      implements OrderEvent, Caused {}

  /**
   * How units travel.
   *
   * @param carrier empty where the store carries them itself
   * @param arriveBy when they should be there; later they are suspected lost
   */
  record Shipment(String carrier, String trackingNumber, Optional<Instant> arriveBy) {}

  /** It is at the door; nobody looked into it yet. */
  record Arrived(Instant at, Answered by) implements OrderEvent, Caused {}

  /**
   * A parcel was taken in.
   *
   * @param returnTo where refused units go; empty where there are none
   */
  record Received(Instant at, Answered by, List<Receipt> receipts, Optional<StoreId> returnTo)
      implements OrderEvent, Caused {}

  /**
   * Units of one SKU in a parcel.
   *
   * @param surplus units beyond what is in transit, or of a SKU that is not in the order
   * @param photos opaque references to pictures of what is not as it should be
   */
  record Receipt(
      SkuId sku,
      long accepted,
      long damaged,
      long refused,
      long surplus,
      Optional<ReceiptReason> reason,
      List<String> photos) {
    public Receipt {
      photos = List.copyOf(photos);
      if (accepted < 0 || damaged < 0 || refused < 0 || surplus < 0) {
        throw new IllegalArgumentException("received units must not be negative");
      }
    }

    public Receipt(SkuId sku, long accepted, long damaged) {
      this(sku, accepted, damaged, 0, 0, Optional.empty(), List.of());
    }
  }

  /** The asking store called back all that is in transit. */
  record Recalled(Instant at, Answered by, StoreId returnTo) implements OrderEvent, Caused {}

  /** Units on their way, there or back, did not come in time. */
  record LossSuspected(Instant at) implements OrderEvent {}

  /** Suspected units are written off; on the way back where nothing is on the way there. */
  record LossConfirmed(Instant at, Answered by, List<Units> lost, Liable liable)
      implements OrderEvent, Caused {}

  /** Units that were written off are on their way again. */
  record Found(Instant at, Answered by, List<Units> found) implements OrderEvent, Caused {}

  /** The customer gave back what was delivered. */
  record GivenBack(
      Instant at,
      Answered by,
      List<Units> units,
      Optional<ReceiptReason> reason,
      List<String> photos,
      StoreId returnTo)
      implements OrderEvent, Caused {}

  /** Refused units came back. */
  record ReturnReceived(Instant at, Answered by, List<Return> returns)
      implements OrderEvent, Caused {}

  /** Units of one SKU that came back. */
  record Return(SkuId sku, long good, long damaged, List<String> photos) {
    public Return {
      photos = List.copyOf(photos);
      if (good < 0 || damaged < 0) {
        throw new IllegalArgumentException("returned units must not be negative");
      }
    }
  }

  /** The supplier gave it up before it was shipped. */
  record Released(Instant at, Answered by, ShortReason reason) implements OrderEvent, Caused {}

  /** Nobody confirmed, or shipped, in time. */
  record HoldRanOut(Instant at) implements OrderEvent {}

  /** The till sold held units: totals by SKU, as the store told them; pending units are shorted. */
  record Breached(Instant at, List<Units> totals) implements OrderEvent {}

  /**
   * The requester took it back before it was packed.
   *
   * @param by empty where the whole request was taken back
   */
  record Cancelled(Instant at, Optional<Answered> by) implements OrderEvent {}

  /**
   * The requester wanted it back after packing; the supplier is asked.
   *
   * @param by empty where the whole request was taken back
   */
  record CancelRequested(Instant at, Optional<Answered> by) implements OrderEvent {}

  /** Nothing more can be claimed. */
  record Closed(Instant at) implements OrderEvent {}

  /** A party said something. */
  record MessagePosted(
      Instant at, Answered by, OrderMessage.Side from, String text, List<String> photos)
      implements OrderEvent, Caused {
    public MessagePosted {
      photos = List.copyOf(photos);
    }
  }

  /** A receiver of this order's steps has taken all steps up to this one. */
  record StepTaken(Instant at, Receiver receiver, long step) implements OrderEvent {}

  /** Who an order tells its steps to. */
  enum Receiver {
    SUPPLIER,
    DESTINATION,
    REQUEST,
    /** The store that refused units go back to. */
    RETURN,
    /** The books of the two owners. */
    LEDGER
  }

  /** An event that a mutation caused, and answers. */
  interface Caused {
    Answered by();
  }

  /** The mutation that an event answers. */
  record Answered(Mutation.Key mutation, String fingerprint) {}
}
