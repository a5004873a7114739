package io.shelfshare.node.notify;

import io.shelfshare.domain.notify.Allowance;
import io.shelfshare.domain.notify.Channel;
import io.shelfshare.domain.notify.Delivery;
import io.shelfshare.domain.notify.Endpoint;
import io.shelfshare.domain.notify.Outcome;
import io.shelfshare.domain.notify.QuietHours;
import io.shelfshare.domain.notify.Topic;
import io.shelfshare.domain.notify.Wishes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What waits for one endpoint, and what to do next about it. Mutable, confined to its courier, and
 * free of actors, tables and HTTP.
 */
final class Round {
  /** No message waits longer, so whoever starts anew reads as far back. */
  static final Duration READ_BACK = Duration.ofDays(9);

  private static final int REMEMBERED_MAX = 2_000;
  private static final int DIGEST_FROM = 3;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  /** What to do. */
  sealed interface Step {}

  /** Nothing before then. */
  record Wait(Instant until) implements Step {}

  /** These end without being sent. */
  record End(List<Delivery> ended) implements Step {}

  /** These are told as one. */
  record Merge(Delivery digest, List<Delivery> parts) implements Step {}

  /** This is sent. */
  record Send(Delivery delivery) implements Step {}

  private final NotifySettings settings;
  private final Map<String, Delivery> waiting = new LinkedHashMap<>();
  private final Set<String> remembered = new LinkedHashSet<>();

  /** When somebody was reached in the last hour, to the millisecond, as receipts have it. */
  private final NavigableSet<Instant> reached = new TreeSet<>();

  private final Allowance perMinute;
  private Optional<Allowance> perHour = Optional.empty();
  private int hourlyMax;
  private Instant leftAloneUntil = Instant.MIN;

  Round(NotifySettings settings) {
    this.settings = settings;
    this.perMinute = new Allowance(settings.robotPerMinute(), MINUTE);
  }

  /** Takes in what the table has, oldest first. */
  void take(List<Delivery> found) {
    found.forEach(
        one -> {
          remember(one.news().id());
          if (one.isWaiting()) {
            waiting.put(one.news().id(), one);
          } else if (one.status() == Delivery.Status.DELIVERED) {
            one.endedAt().ifPresent(this::reached);
          }
        });
    reached.forEach(perMinute::spend);
  }

  boolean knows(String id) {
    return waiting.containsKey(id) || remembered.contains(id);
  }

  void remember(String id) {
    remembered.add(id);
    if (remembered.size() > REMEMBERED_MAX) {
      remembered.remove(remembered.iterator().next());
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean isFull() {
    return waiting.size() >= settings.waitingMax();
  }

  /** When the first of those that wait is due. */
  Optional<Instant> earliest() {
    return waiting.values().stream().map(Delivery::next).min(Comparator.naturalOrder());
  }

  void add(Delivery queued) {
    remember(queued.news().id());
    changed(queued);
  }

  void changed(Delivery now) {
    if (now.isWaiting()) {
      waiting.put(now.news().id(), now);
      remember(now.news().id());
    } else {
      waiting.remove(now.news().id());
    }
  }

  /** A message reached whom this endpoint is for, by this endpoint or by another of the person. */
  void reached(Instant at) {
    reached.add(at.truncatedTo(ChronoUnit.MILLIS));
    perHour = Optional.empty();
  }

  /** An attempt came to this. */
  void sent(Outcome outcome, Instant now) {
    if (outcome.code() != 0 || outcome.kind() == Outcome.Kind.TAKEN) {
      perMinute.spend(now);
    }
    if (outcome.kind() == Outcome.Kind.TAKEN) {
      reached(now);
      reached.headSet(now.minus(HOUR)).clear();
    }
    outcome.after().map(now::plus).ifPresent(until -> leftAloneUntil = until);
    if (outcome.kind() == Outcome.Kind.GONE) {
      // Until this node has heard that the endpoint is disabled.
      leftAloneUntil = now.plus(MINUTE);
    }
  }

  /**
   * What to do next.
   *
   * @param endpoint empty where it was deleted
   */
  Step next(Optional<Endpoint> endpoint, Instant now) {
    List<Delivery> over = over(endpoint, now);
    if (!over.isEmpty()) {
      return new End(over);
    }
    List<Delivery> due = waiting.values().stream().filter(d -> !d.next().isAfter(now)).toList();
    if (due.isEmpty()) {
      return new Wait(earliest().orElse(now.plus(HOUR)));
    }
    Endpoint to = endpoint.orElseThrow();
    Optional<Delivery> test =
        due.stream().filter(one -> one.news().topic() == Topic.TEST).findFirst();
    Instant free = free(to, now, test.isPresent());
    if (free.isAfter(now)) {
      return new Wait(free);
    } else if (test.isPresent()) {
      return new Send(test.get());
    }
    List<Delivery> parts =
        due.stream().filter(one -> one.news().topic() != Topic.DIGEST).limit(Digest.MAX).toList();
    return to.channel().isReadByPeople() && parts.size() >= DIGEST_FROM
        ? merge(to, parts, now)
        : new Send(due.get(0));
  }

  private Merge merge(Endpoint to, List<Delivery> parts, Instant now) {
    return new Merge(
        Delivery.queued(Digest.of(to, parts, now), now),
        parts.stream()
            .map(one -> one.ended(Delivery.Status.DIGESTED, "It is told in a digest.", now))
            .toList());
  }

  private List<Delivery> over(Optional<Endpoint> endpoint, Instant now) {
    Optional<String> nobody =
        endpoint.isEmpty()
            ? Optional.of("The endpoint was deleted.")
            : endpoint.get().disabled().map(why -> "The endpoint is disabled.");
    if (nobody.isPresent()) {
      return waiting.values().stream()
          .map(one -> one.ended(Delivery.Status.DROPPED, nobody.get(), now))
          .toList();
    }
    Set<String> told = Digest.told(waiting.values());
    Stream<Delivery> inDigest =
        waiting.values().stream()
            .filter(one -> told.contains(one.news().id()))
            .map(one -> one.ended(Delivery.Status.DIGESTED, "It is told in a digest.", now));
    Stream<Delivery> outdated =
        waiting.values().stream()
            .filter(one -> !told.contains(one.news().id()) && one.isOutdated(now))
            .map(one -> one.ended(Delivery.Status.OUTDATED, "Its time has run out.", now));
    return Stream.concat(inDigest, outdated).toList();
  }

  /** From when on a message may be sent; a test disturbs whenever it is asked for. */
  private Instant free(Endpoint to, Instant now, boolean test) {
    Instant free = leftAloneUntil.isAfter(now) ? leftAloneUntil : now;
    Channel channel = to.channel();
    if (channel.isReadByPeople() && channel != Channel.WEB_PUSH) {
      free = later(free, perMinute.next(now));
    }
    if (test) {
      return free;
    }
    Wishes wishes = to.wishes();
    free = later(free, perHour(wishes.hourlyMax()).next(now));
    Optional<QuietHours> quiet = wishes.quiet();
    return later(free, quiet.flatMap(q -> q.endOf(now)).orElse(now));
  }

  private Allowance perHour(int max) {
    if (perHour.isEmpty() || max != hourlyMax) {
      Allowance anew = new Allowance(max, HOUR);
      reached.forEach(anew::spend);
      hourlyMax = max;
      perHour = Optional.of(anew);
    }
    return perHour.get();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
