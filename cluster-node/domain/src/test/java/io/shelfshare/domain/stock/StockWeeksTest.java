package io.shelfshare.domain.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.IsoWeek;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.SkuId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the till sold of each SKU by week, whatever is repeated or replayed. */
class StockWeeksTest {
  private static final SkuId COAT = new SkuId("coat");
  private static final SkuId HAT = new SkuId("hat");
  private static final Instant SUNDAY = Instant.parse("2026-11-22T23:00:00Z");
  private static final IsoWeek WEEK = IsoWeek.of(SUNDAY);
  private final StoreStock stock = StoreStock.empty();
  private int ids;

  private Mutation mutation(Instant now) {
    ids++;
    UUID id = new UUID((now.toEpochMilli() << 16) | 0x7000 | ids, 0x8000_0000_0000_0000L);
    return new Mutation("till", id, "f" + ids, now.plus(Duration.ofSeconds(5)));
  }

  private void record(Instant now, Movement.Kind kind, SkuId sku, long units) {
    record(mutation(now), now, new Movement(sku, kind, units, "why"));
  }

  private void record(Mutation mutation, Instant now, Movement... movements) {
    var decision = stock.record(mutation, List.of(movements), now);
    assertThat(decision).isInstanceOf(Decision.Done.class);
    decision.events().forEach(stock::apply);
  }

  private static WeekTally tally(IsoWeek week, long sold, String last, long version) {
    return new WeekTally(COAT, week, sold, LocalDate.parse(last), version);
  }

  @Test
  void salesAreTalliedBySkuAndWeek() {
    record(SUNDAY, Movement.Kind.RECEIPT, COAT, 10);
    record(SUNDAY, Movement.Kind.SALE, COAT, 2);
    record(SUNDAY.plusSeconds(60), Movement.Kind.SALE, HAT, 1);
    record(SUNDAY.plusSeconds(60), Movement.Kind.SALE, COAT, 1);
    record(SUNDAY.plus(Duration.ofHours(2)), Movement.Kind.SALE, COAT, 4);
    assertThat(stock.weeksOf(COAT))
        .containsExactly(
            tally(WEEK, 3, "2026-11-22", 4), tally(WEEK.plusWeeks(1), 4, "2026-11-23", 5));
  }

  @Test
  void onlySalesCountAndTheyCountInFull() {
    record(SUNDAY, Movement.Kind.COUNT, COAT, 1);
    record(SUNDAY, Movement.Kind.CORRECTION, COAT, -1);
    assertThat(stock.weeksOf(COAT)).isEmpty();
    record(SUNDAY, Movement.Kind.SALE, COAT, 3);
    assertThat(stock.weeksOf(COAT)).containsExactly(tally(WEEK, 3, "2026-11-22", 3));
  }

  @Test
  @DisplayName("P6: a sale that is told again is counted once")
  void aRetryCountsOnce() {
    Mutation mutation = mutation(SUNDAY);
    Movement sale = new Movement(COAT, Movement.Kind.SALE, 3, "why");
    record(mutation, SUNDAY, sale);
    record(mutation, SUNDAY.plusSeconds(1), sale);
    assertThat(stock.weeksOf(COAT)).containsExactly(tally(WEEK, 3, "2026-11-22", 1));
  }

  @Test
  @DisplayName("P5: a snapshot goes on where it stopped")
  void aSnapshotGoesOnWhereItStopped() {
    record(SUNDAY, Movement.Kind.SALE, COAT, 3);
    StoreStock again = StoreStock.of(stock.state());
    assertThat(again.state().weeks()).isEqualTo(stock.state().weeks());
    again
        .record(mutation(SUNDAY), List.of(new Movement(COAT, Movement.Kind.SALE, 2, "why")), SUNDAY)
        .events()
        .forEach(again::apply);
    assertThat(again.weeksOf(COAT)).containsExactly(tally(WEEK, 5, "2026-11-22", 2));
  }

  @Test
  void onlyTheLastTwoWeeksAreKept() {
    for (int week = 0; week < 4; week++) {
      record(SUNDAY.plus(Duration.ofDays(7L * week)), Movement.Kind.SALE, COAT, 1);
    }
    assertThat(stock.weeksOf(COAT))
        .extracting(WeekTally::week)
        .containsExactly(WEEK.plusWeeks(2), WEEK.plusWeeks(3));
  }
}
