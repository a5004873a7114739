package io.shelfshare.domain.request;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.routing.Score;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store's sealed offer in one window.
 *
 * @param round the window, counted from 1
 * @param fee what it wants for it, in the smallest unit of {@code currency}
 * @param result what came of it when its window closed; empty before
 */
public record Bid(
    StoreId store,
    int round,
    List<Units> lines,
    Optional<Instant> shipBy,
    long fee,
    String currency,
    Instant at,
    Mutation.Key mutation,
    String fingerprint,
    State state,
    Optional<Result> result,
    Optional<Withdrawal> withdrawal) {
  public Bid {
    lines = List.copyOf(lines);
  }

  /** As it was when it was made, for a retry. */
  Bid asSubmitted() {
    return with(State.SUBMITTED, Optional.empty(), Optional.empty());
  }

  Bid with(State next, Optional<Result> nextResult) {
    return with(next, nextResult, withdrawal);
  }

  Bid withdrawn(RequestEvent.BidWithdrawn event) {
    return with(
        State.WITHDRAWN,
        result,
        Optional.of(new Withdrawal(event.at(), event.mutation(), event.fingerprint())));
  }

  private Bid with(State next, Optional<Result> nextResult, Optional<Withdrawal> nextWithdrawal) {
    return new Bid(
        store,
        round,
        lines,
        shipBy,
        fee,
        currency,
        at,
        mutation,
        fingerprint,
        next,
        nextResult,
        nextWithdrawal);
  }

  /** How it stands in a request that is over: what was not decided then has lost. */
  Bid in(PostedRequest request) {
    if (!isSubmitted() || Coverage.isInRace(request)) {
      return this;
    }
    Refusal.Reason reason =
        request.cancelled().isPresent()
            ? Refusal.Reason.REQUEST_CANCELLED
            : Refusal.Reason.REQUEST_EXPIRED;
    Result lost =
        result.orElseGet(
            () -> new Result(0, new Score(0, List.of()), 0, Optional.empty(), Optional.empty()));
    return with(State.LOST, Optional.of(lost.lost(reason)));
  }

  boolean isOf(StoreId bidder) {
    return store.equals(bidder);
  }

  boolean isSubmitted() {
    return state == State.SUBMITTED;
  }

  /** Its place, for those that were ranked. */
  int rank() {
    return result.map(Result::rank).orElse(Integer.MAX_VALUE);
  }

  /** The states of a bid. One that comes too late is refused and never stored. */
  public enum State {
    SUBMITTED,
    AWARDED,
    LOST,
    WITHDRAWN
  }

  /**
   * What came of it.
   *
   * @param rank its place in the window, counted from 1
   * @param score why it got that place
   * @param lottery its number, which decides among equal scores
   * @param order what it became where it won
   * @param lostBecause why it lost, where it did
   */
  public record Result(
      int rank,
      Score score,
      long lottery,
      Optional<OrderId> order,
      Optional<Refusal.Reason> lostBecause) {
    Result won(OrderId became) {
      return new Result(rank, score, lottery, Optional.of(became), lostBecause);
    }

    Result lost(Refusal.Reason reason) {
      return new Result(rank, score, lottery, order, Optional.of(reason));
    }
  }

  /** That it was taken back. */
  public record Withdrawal(Instant at, Mutation.Key mutation, String fingerprint) {}

  /** What a store offers. */
  public record Terms(
      StoreId store, List<Units> lines, Optional<Instant> shipBy, long fee, String currency) {
    public Terms {
      lines = List.copyOf(lines);
    }
  }
}
