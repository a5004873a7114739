package io.shelfshare.domain.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.SkuId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What days do to a store's stock as a whole, whatever is repeated or replayed. */
class StockDaysTest {
  private static final SkuId COAT = new SkuId("coat");
  private static final SkuId HAT = new SkuId("hat");
  private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
  private final StoreStock stock = StoreStock.empty();
  private int ids;

  private static Movement move(SkuId sku, Movement.Kind kind, long quantity) {
    return new Movement(sku, kind, quantity, "why");
  }

  private Mutation mutation(Instant now) {
    ids++;
    UUID id = new UUID((now.toEpochMilli() << 16) | 0x7000 | ids, 0x8000_0000_0000_0000L);
    return new Mutation("till", id, "f" + ids, now.plus(Duration.ofSeconds(5)));
  }

  private void record(Instant now, Movement... movements) {
    record(mutation(now), now, movements);
  }

  private void record(Mutation mutation, Instant now, Movement... movements) {
    var decision = stock.record(mutation, List.of(movements), now);
    assertThat(decision).isInstanceOf(Decision.Done.class);
    decision.events().forEach(stock::apply);
  }

  private static DayTally day(String day, long sold, long before, long after) {
    return new DayTally(LocalDate.parse(day), sold, before, after);
  }

  @Test
  void salesAndWhatIsOnHandAreTalliedByDay() {
    record(MONDAY, move(COAT, Movement.Kind.RECEIPT, 10), move(HAT, Movement.Kind.COUNT, 5));
    record(MONDAY.plusSeconds(60), move(COAT, Movement.Kind.SALE, 2));
    record(MONDAY.plus(Duration.ofDays(1)), move(HAT, Movement.Kind.SALE, 1));
    assertThat(stock.days())
        .containsExactly(day("2026-03-02", 2, 0, 13), day("2026-03-03", 1, 13, 12));
  }

  @Test
  void aSaleBeyondTheRecordIsSoldInFull() {
    record(MONDAY, move(COAT, Movement.Kind.SALE, 3));
    assertThat(stock.days()).containsExactly(day("2026-03-02", 3, 0, 0));
  }

  @Test
  void aRetryCountsOnce() {
    Mutation mutation = mutation(MONDAY);
    record(mutation, MONDAY, move(COAT, Movement.Kind.SALE, 3));
    record(mutation, MONDAY.plusSeconds(1), move(COAT, Movement.Kind.SALE, 3));
    assertThat(stock.days()).containsExactly(day("2026-03-02", 3, 0, 0));
  }

  @Test
  void whatChangesNoUnitMakesNoDay() {
    record(MONDAY, move(COAT, Movement.Kind.SAFETY, 3), move(HAT, Movement.Kind.COUNT, 0));
    assertThat(stock.days()).isEmpty();
  }

  @Test
  void aSnapshotGoesOnWhereItStopped() {
    record(MONDAY, move(COAT, Movement.Kind.RECEIPT, 10));
    record(MONDAY.plusSeconds(1), move(COAT, Movement.Kind.SALE, 1));
    StoreStock again = StoreStock.of(stock.state());
    assertThat(again.days()).isEqualTo(stock.days());
    var next =
        again.record(
            mutation(MONDAY), List.of(move(COAT, Movement.Kind.SALE, 4)), MONDAY.plusSeconds(2));
    next.events().forEach(again::apply);
    assertThat(again.days()).containsExactly(day("2026-03-02", 5, 0, 5));
  }

  @Test
  void onlyTheLastTwoDaysAreKept() {
    for (int day = 0; day < 4; day++) {
      record(MONDAY.plus(Duration.ofDays(day)), move(COAT, Movement.Kind.RECEIPT, 1));
    }
    assertThat(stock.days())
        .containsExactly(day("2026-03-04", 0, 2, 3), day("2026-03-05", 0, 3, 4));
  }
}
