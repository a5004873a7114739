package io.shelfshare.domain.request;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The open call for units, and the only one that awards them. Immutable; {@link #apply} makes the
 * next one. Callers say what their clock shows; events and deadlines go by the later of that and
 * the last event, {@code not_after} and the age of ids by the clock alone.
 */
public sealed interface TransferRequest permits UnpostedRequest, PostedRequest {
  /** A request that nobody has posted yet. */
  static TransferRequest unposted() {
    return UnpostedRequest.INSTANCE;
  }

  /** Posts it; the answer is the request as it was posted. */
  Decision<RequestEvent, RequestView> post(RequestSpec spec, Mutation mutation, Instant now);

  /**
   * First half of a grab: refuses it, or soft-holds its units in {@code softHolds} under a fresh
   * order id. Nothing is written for a loser.
   */
  GrabDecision grab(
      StoreId supplier,
      List<Units> lines,
      Mutation mutation,
      SoftHolds softHolds,
      Supplier<OrderId> freshOrder,
      Instant now);

  /**
   * Second half of a grab: its store has reserved the units. Awards them, or refuses, after which
   * the store's hold is to be released with the verdict {@link Verdict#NO}. All that could have
   * changed since the first half is checked again (P10). Once the event is durable the caller drops
   * the soft hold.
   */
  Decision<RequestEvent, Award> reserved(
      OrderId order, SoftHolds softHolds, Duration confirmWithin, Instant now);

  /** Whether an order won. A {@link Verdict#NO} kills its soft hold, so that it never will. */
  Verdict verdict(OrderId order, SoftHolds softHolds);

  /** An order reports; the answer is the newest version of its reports that is known. */
  Decision<RequestEvent, Long> report(OrderReport report, Instant now);

  /** Expires it where its time has run out with units open; the answer is whether it is expired. */
  Decision<RequestEvent, Boolean> expire(Instant now);

  /** Takes it back; the answer is the request as it was then. */
  Decision<RequestEvent, RequestView> cancel(String reason, Mutation mutation, Instant now);

  /** An order durably knows of the cancellation, or is over; the answer is its id. */
  Decision<RequestEvent, OrderId> cancelTold(OrderId order, Instant now);

  TransferRequest apply(RequestEvent event);

  /** Awards whose order is not known to have started: it has reported nothing yet. */
  List<Award> ordersToStart();

  /** Orders that have to be told of the cancellation. */
  List<OrderId> ordersToCancel();

  /**
   * When something has to be done even if nobody calls; in the past where it is overdue.
   *
   * @param started orders that acknowledged their {@code START} to this incarnation
   */
  Optional<Instant> nextDue(Set<OrderId> started);

  /** Itself, once it is posted: what bids, asks and edits work on. */
  Optional<PostedRequest> posted();

  /** What can be seen of it; empty before it is posted. */
  Optional<RequestView> view();

  /** How many events made it what it is. */
  long version();

  /** When its last event happened. */
  Instant lastEventAt();
}
