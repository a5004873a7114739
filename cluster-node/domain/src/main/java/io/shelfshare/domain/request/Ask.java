package io.shelfshare.domain.request;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.routing.PolicyRef;
import io.shelfshare.domain.routing.Score;
import java.time.Instant;
import java.util.Optional;

/**
 * A store that was asked, as the best that was not asked before.
 *
 * @param number counted from 1
 * @param until when silence passes it on
 * @param score why it was the best then
 * @param answeredAt when it ended
 * @param declined the refusal, where it refused
 */
public record Ask(
    int number,
    StoreId store,
    Instant at,
    Instant until,
    PolicyRef policy,
    Score score,
    Outcome outcome,
    Optional<Instant> answeredAt,
    Optional<Declined> declined) {
  Ask ended(Outcome how, Instant when, Optional<Declined> refusal) {
    return new Ask(number, store, at, until, policy, score, how, Optional.of(when), refusal);
  }

  boolean isPending() {
    return outcome == Outcome.PENDING;
  }

  /** What came of it. */
  public enum Outcome {
    PENDING,
    ACCEPTED,
    DECLINED,
    SILENT,
    /** The stage ended before it answered. */
    PASSED
  }

  /** Why a store does not want to, or cannot. */
  public enum DeclineReason {
    NOT_FOUND,
    RESERVED_FOR_CUSTOMER,
    BUSY,
    TOO_FAR,
    CLOSED,
    OTHER
  }

  /** A refusal. */
  public record Declined(DeclineReason reason, Mutation.Key mutation, String fingerprint) {}
}
