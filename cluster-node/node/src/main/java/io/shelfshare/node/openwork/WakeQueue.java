package io.shelfshare.node.openwork;

import io.shelfshare.node.openwork.OpenWorkTable.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who is to be woken and who was: due rows first, so many at once, again where nobody answers.
 * Confined to its daemon.
 */
final class WakeQueue {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  /**
   * For each slice. After a long stop every row is due, and those who are woken come back from the
   * journal: more of them at once only keep a starting cluster from its first calls.
   */
  private static final int DUE_UNDER_WAY_MAX = 16;

  private static final int LOOKED_AT_UNDER_WAY_MAX = 2;
  private static final int ATTEMPTS_MAX = 3;

  /** A wake that waits for its answer. */
  private record UnderWay(Instant since, int attempt) {}

  private final Map<Work, Integer> due = new LinkedHashMap<>();
  private final Set<Work> lookedAt = new LinkedHashSet<>();
  private final Map<Work, UnderWay> dueUnderWay = new HashMap<>();
  private final Map<Work, Instant> lookedAtUnderWay = new HashMap<>();

  /** Rows that are due and done with, kept until their bucket is. */
  private final Set<Work> done = new LinkedHashSet<>();

  void addDue(Work work) {
    if (!done.contains(work) && !dueUnderWay.containsKey(work)) {
      due.putIfAbsent(work, 1);
    }
  }

  void addLookedAt(Work work) {
    if (!lookedAtUnderWay.containsKey(work)) {
      lookedAt.add(work);
    }
  }

  /** What may be woken now for good, which counts as under way from then on. */
  List<Work> nextDue(Instant now) {
    List<Work> next =
        due.keySet().stream().limit(Math.max(0, DUE_UNDER_WAY_MAX - dueUnderWay.size())).toList();
    next.forEach(work -> dueUnderWay.put(work, new UnderWay(now, attempt(work))));
    return next;
  }

  private int attempt(Work work) {
    Integer attempt = due.remove(work);
    return attempt == null ? 1 : attempt;
  }

  /** What may be looked at now; few at once, since all of it is already being taken care of. */
  List<Work> nextLookedAt(Instant now) {
    int free = Math.max(0, LOOKED_AT_UNDER_WAY_MAX - lookedAtUnderWay.size());
    List<Work> next = lookedAt.stream().limit(free).toList();
    next.forEach(lookedAt::remove);
    next.forEach(work -> lookedAtUnderWay.put(work, now));
    return next;
  }

  void answered(Work work, boolean spent) {
    if (!spent) {
      lookedAtUnderWay.remove(work);
    } else if (dueUnderWay.remove(work) != null) {
      due.remove(work);
      done.add(work);
    }
  }

  /**
   * Takes back what nobody answered in time.
   *
   * @return those that were woken so often in vain that their row has to be put anew for later
   */
  List<Work> giveUpLate(Instant now) {
    Instant late = now.minus(ANSWER_WITHIN);
    lookedAtUnderWay.values().removeIf(since -> since.isBefore(late));
    List<Work> givenUp = new ArrayList<>();
    dueUnderWay
        .entrySet()
        .removeIf(
            wake -> {
              boolean isLate = wake.getValue().since().isBefore(late);
              if (isLate && wake.getValue().attempt() < ATTEMPTS_MAX) {
                due.put(wake.getKey(), wake.getValue().attempt() + 1);
              } else if (isLate) {
                givenUp.add(wake.getKey());
              }
              return isLate;
            });
    // Until the row is put anew it is not done with.
    givenUp.forEach(work -> due.put(work, ATTEMPTS_MAX));
    return givenUp;
  }

  /** A row was put anew for later, so that this one is done with. */
  void replaced(Work work) {
    due.remove(work);
    dueUnderWay.remove(work);
    done.add(work);
  }

  /** The oldest bucket that has a row that is not done with. */
  OptionalLong oldestOpen() {
    return Stream.concat(due.keySet().stream(), dueUnderWay.keySet().stream())
        .mapToLong(work -> OpenWorkTable.bucket(work.due()))
        .min();
  }

  void forgetBefore(long bucket) {
    done.removeIf(work -> OpenWorkTable.bucket(work.due()) < bucket);
  }
}
