package io.shelfshare.node.request;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.stock.DayTally;
import io.shelfshare.node.grpc.gateway.StoreDay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How quickly stores sold in the last seven days, read from the table of their days at most once an
 * hour. A score needs no newer figures: whoever asks never waits, and gets what is known. Safe from
 * any thread.
 */
public final class StoreSales implements Scout.Sales {
  private static final Logger LOG = LoggerFactory.getLogger(StoreSales.class);
  private static final Duration KEPT = Duration.ofHours(1);
  private static final int DAYS = 7;
  private static final int UNKNOWN = 5_000;

  /** Reads days of stores. */
  @FunctionalInterface
  public interface Days {
    /** Hands over every day on which units came or went; from several threads at once. */
    CompletionStage<Void> read(LocalDate first, LocalDate last, Consumer<StoreDay> take);
  }

  private record Sold(long units, DayTally newest) {
    Sold plus(Sold other) {
      boolean newer = other.newest.day().isAfter(newest.day());
      return new Sold(units + other.units, newer ? other.newest : newest);
    }

    int sellThrough() {
      long had = units + Math.max(0, newest.onHandAfter());
      return had == 0 ? UNKNOWN : Math.toIntExact(units * 10_000 / had);
    }
  }

  private final Days days;
  private final Clock clock;
  private final AtomicLong readAtMillis = new AtomicLong();
  private volatile Map<StoreId, Sold> sold = Map.of();

  public StoreSales(Days days, Clock clock) {
    this.days = days;
    this.clock = clock;
  }

  @Override
  public int sellThrough(StoreId store) {
    readAgainIfOld();
    Sold known = sold.get(store);
    return known == null ? UNKNOWN : known.sellThrough();
  }

  private void readAgainIfOld() {
    Instant now = clock.instant();
    long before = readAtMillis.get();
    boolean recent = now.isBefore(Instant.ofEpochMilli(before).plus(KEPT));
    if (recent || !readAtMillis.compareAndSet(before, now.toEpochMilli())) {
      return;
    }
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    Map<StoreId, Sold> next = new ConcurrentHashMap<>();
    var unused =
        days.read(
                today.minusDays(DAYS - 1),
                today,
                day ->
                    next.merge(day.store(), new Sold(day.tally().sold(), day.tally()), Sold::plus))
            .whenComplete(
                (done, failure) -> {
                  if (failure == null) {
                    sold = next;
                  } else {
                    LOG.info("How quickly stores sell is read again in a while", failure);
                  }
                });
  }
}
