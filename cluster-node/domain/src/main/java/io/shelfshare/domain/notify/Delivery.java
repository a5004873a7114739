package io.shelfshare.domain.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A message on its way to an endpoint, and its receipt.
 *
 * @param queuedAt when it was queued for good
 * @param status what became of it
 * @param version rises with every change
 * @param attempts how often it was sent
 * @param next when it is sent next, while it waits
 * @param endedAt when it was sent for the last time, or given up
 * @param code what the last answer was; see {@link Outcome}
 * @param remark why, in words
 */
public record Delivery(
    News news,
    Instant queuedAt,
    Status status,
    long version,
    int attempts,
    Instant next,
    Optional<Instant> endedAt,
    int code,
    String remark) {
  /** What can become of a message. */
  public enum Status {
    /** It waits for its time, or for another attempt. */
    WAITING,
    /** The receiver has it. */
    DELIVERED,
    /** It is told as a part of another message. */
    DIGESTED,
    /** The receiver would not take it, or could not be reached for too long. */
    FAILED,
    /** It was of no use any more before it could be sent. */
    OUTDATED,
    /** It could not wait with so many others, or its endpoint is gone. */
    DROPPED
  }

  /** A message that waits. */
  public static Delivery queued(News news, Instant at) {
    return new Delivery(
        news,
        at,
        Status.WAITING,
        1,
        0,
        news.notBefore().filter(at::isBefore).orElse(at),
        Optional.empty(),
        0,
        "");
  }

  public boolean isWaiting() {
    return status == Status.WAITING;
  }

  /** Whether nobody needs it any more. */
  public boolean isOutdated(Instant now) {
    return news.until().filter(until -> !now.isBefore(until)).isPresent();
  }

  /** It was sent, and this came of it. */
  public Delivery after(Outcome outcome, Retries retries, RandomGenerator random, Instant now) {
    Status ended =
        switch (outcome.kind()) {
          case TAKEN -> Status.DELIVERED;
          case REFUSED, GONE -> Status.FAILED;
          case AGAIN -> Status.WAITING;
        };
    if (ended != Status.WAITING) {
      return new Delivery(
          news,
          queuedAt,
          ended,
          version + 1,
          attempts + 1,
          next,
          Optional.of(now),
          outcome.code(),
          outcome.remark());
    }
    Duration pause = retries.pause(attempts + 1, random);
    Duration asked = outcome.after().orElse(Duration.ZERO);
    Instant again = now.plus(asked.compareTo(pause) > 0 ? asked : pause);
    boolean tooLate = again.isAfter(queuedAt.plus(retries.giveUpAfter()));
    return new Delivery(
        news,
        queuedAt,
        tooLate ? Status.FAILED : Status.WAITING,
        version + 1,
        attempts + 1,
        again,
        tooLate ? Optional.of(now) : Optional.empty(),
        outcome.code(),
        outcome.remark());
  }

  /** It ends without being sent, or sent again. */
  public Delivery ended(Status how, String why, Instant now) {
    return new Delivery(
        news, queuedAt, how, version + 1, attempts, next, Optional.of(now), code, why);
  }
}
