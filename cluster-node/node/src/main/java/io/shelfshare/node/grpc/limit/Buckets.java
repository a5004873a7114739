package io.shelfshare.node.grpc.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bucket for each key. Keys that were not heard of for a while are forgotten, and the longest
 * silent ones where there are too many; safe from any thread.
 */
final class Buckets {
  private final Rate rate;
  private final Clock clock;
  private final int keysMax;
  private final Duration forgetAfter;
  private final TimeMeter time;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  Buckets(Rate rate, Clock clock, int keysMax) {
    this.rate = rate;
    this.clock = clock;
    this.keysMax = keysMax;
    // After this long a bucket is full again, so that forgetting it changes nothing.
    this.forgetAfter = Duration.ofSeconds(Math.max(60, rate.burst() / rate.perSecond() + 1));
    this.time = new ClockTime(clock);
  }

  /** Takes one token; where there is none, says in how long there will be. */
  Optional<Duration> take(String key) {
    ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  /** Whether there is a token, without taking it. */
  boolean isEmpty(String key) {
    Entry entry = entries.get(key);
    return entry != null && entry.bucket.getAvailableTokens() == 0;
  }

  int size() {
    return entries.size();
  }

  private Bucket bucket(String key) {
    Entry entry = entries.get(key);
    if (entry == null) {
      if (entries.size() >= keysMax) {
        forget();
      }
      entry = entries.computeIfAbsent(key, unused -> new Entry(fresh(), clock.instant()));
    }
    entry.lastUsed = clock.instant();
    return entry.bucket;
  }

  private Bucket fresh() {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
        .withCustomTimePrecision(time)
        .build();
  }

  private synchronized void forget() {
    if (entries.size() < keysMax) {
      return;
    }
    Instant silentSince = clock.instant().minus(forgetAfter);
    entries.values().removeIf(entry -> entry.lastUsed.isBefore(silentSince));
    if (entries.size() < keysMax) {
      return;
    }
    List<Map.Entry<String, Entry>> bySilence =
        entries.entrySet().stream()
            .sorted(Comparator.comparing(entry -> entry.getValue().lastUsed))
            .toList();
    bySilence.subList(0, Math.max(1, keysMax / 10)).forEach(e -> entries.remove(e.getKey()));
  }

  private static final class Entry {
    final Bucket bucket;
    volatile Instant lastUsed;

    Entry(Bucket bucket, Instant lastUsed) {
      this.bucket = bucket;
      this.lastUsed = lastUsed;
    }
  }

  private record ClockTime(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      Instant now = clock.instant();
      return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
