package io.shelfshare.simulation.judge;

import static io.shelfshare.simulation.judge.Violation.require;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What clients were answered: the same for the same, once, in time (P6). Mutable. */
final class AnswersModel {
  private static final Duration KEPT = Duration.ofDays(7);

  private record At(String target, Mutation.Key key) {}

  private record First(String fingerprint, Object answer) {}

  private final Map<At, First> first = new HashMap<>();

  /**
   * A mutation was answered as done.
   *
   * @param sent as its client sent it, whatever the target made of it
   * @param news whether the target persisted anything for it
   */
  void done(String target, Mutation sent, Object answer, boolean news, Instant clock) {
    At at = new At(target, sent.key());
    First known = first.get(at);
    if (known == null) {
      if (news) {
        boolean inTime = !clock.isAfter(sent.notAfter());
        require(inTime, "P6", "a late copy had an effect on " + target, sent);
        first.put(at, new First(sent.fingerprint(), answer));
      }
      return;
    }
    boolean same = known.fingerprint().equals(sent.fingerprint());
    require(same, "P6", "another body under a used id was done by " + target, sent);
    require(!news, "P6", "done twice by " + target, sent);
    boolean sameAnswer = known.answer().equals(answer);
    require(sameAnswer, "P6", "answered otherwise by " + target, known.answer() + " / " + answer);
  }

  /**
   * A mutation was refused; one that was done before is not for as long as it can be retried,
   * unless its id stands for another.
   */
  void refused(String target, Mutation sent, Refusal refusal, Instant clock) {
    First known = first.get(new At(target, sent.key()));
    boolean kept = !madeAt(sent).isBefore(clock.minus(KEPT));
    boolean again = kept && known != null && known.fingerprint().equals(sent.fingerprint());
    require(!again, "P6", "refused what was done before by " + target, refusal);
    boolean reused = refusal.reason() == Refusal.Reason.REQUEST_ID_REUSED;
    boolean late = refusal.reason() == Refusal.Reason.TOO_LATE;
    require(
        known == null || reused || late, "P6", "an id that was used was decided afresh", refusal);
  }

  /** A UUIDv7 begins with the Unix time in milliseconds at which it was made (RFC 9562, 5.7). */
  private static Instant madeAt(Mutation sent) {
    return Instant.ofEpochMilli(sent.id().getMostSignificantBits() >>> 16);
  }
}
