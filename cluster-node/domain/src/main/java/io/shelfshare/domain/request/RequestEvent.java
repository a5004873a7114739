package io.shelfshare.domain.request;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.routing.PolicyRef;
import io.shelfshare.domain.routing.Scoring;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What happened to a transfer request. No {@code Awarded} follows Expired or Cancelled (P10). */
public sealed interface RequestEvent {
  /** When; never before the event that precedes it. */
  Instant at();

  /** It was posted. */
  record Posted(Instant at, RequestSpec spec, Mutation.Key mutation, String fingerprint)
      implements RequestEvent {}

  /** Write 2 of a grab. */
  record Awarded(Instant at, Award award) implements RequestEvent {}

  /** An order reported what it gave back or received; totals, which only rise. */
  record OrderReported(Instant at, OrderReport report) implements RequestEvent {}

  /** Its time ran out; what was not covered is closed. */
  record Expired(Instant at) implements RequestEvent {}

  /**
   * The asking store took it back.
   *
   * @param mergedInto another request of the store's that is to ask for what was open here
   */
  record Cancelled(
      Instant at,
      String reason,
      Mutation.Key mutation,
      String fingerprint,
      Optional<RequestId> mergedInto)
      implements RequestEvent {
    /** Taken back for good. */
    public Cancelled(Instant at, String reason, Mutation.Key mutation, String fingerprint) {
      this(at, reason, mutation, fingerprint, Optional.empty());
    }
  }

  /** An order was told of the cancellation and knows it durably. */
  record CancelTold(Instant at, io.shelfshare.domain.OrderId order) implements RequestEvent {}

  /** A store made its offer; where no window is open, it opens the next. */
  record Bade(Instant at, Bid bid) implements RequestEvent {}

  /** A bidder took its offer back while the window was open. */
  record BidWithdrawn(Instant at, StoreId store, Mutation.Key mutation, String fingerprint)
      implements RequestEvent {}

  /**
   * A window closed and its bids were ranked.
   *
   * @param seed the lottery's
   * @param ranking best first
   */
  record WindowClosed(Instant at, long seed, PolicyRef policy, List<Scoring.Ranked> ranking)
      implements RequestEvent {
    public WindowClosed {
      ranking = List.copyOf(ranking);
    }
  }

  /** Bids of a closed window lost, each with its reason. */
  record BidsLost(Instant at, Map<StoreId, Refusal.Reason> losers) implements RequestEvent {
    public BidsLost {
      losers = Map.copyOf(losers);
    }
  }

  /** A store is asked. */
  record Asked(Instant at, Ask ask) implements RequestEvent {}

  /** The asked store refused. */
  record AskDeclined(Instant at, Ask.Declined refusal) implements RequestEvent {}

  /** The asked store let its time pass. */
  record AskRanOut(Instant at) implements RequestEvent {}

  /** The next stage began. */
  record StageEntered(Instant at, int stage) implements RequestEvent {}

  /**
   * A further ring of the audience is asked.
   *
   * @param stores those of a ring that asks only who has it
   */
  record RingOpened(Instant at, int ring, Set<StoreId> stores) implements RequestEvent {
    public RingOpened {
      stores = Set.copyOf(stores);
    }
  }

  /** The poster changed it. */
  record Edited(Instant at, RequestEdit edit, Mutation.Key mutation, String fingerprint)
      implements RequestEvent {}
}
