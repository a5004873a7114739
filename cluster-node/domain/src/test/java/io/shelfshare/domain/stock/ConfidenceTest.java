package io.shelfshare.domain.stock;

import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.mutation;
import static io.shelfshare.domain.Samples.order;
import static io.shelfshare.domain.Samples.shirts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How far a record can be trusted, and when it should be counted. */
class ConfidenceTest {
  private final StoreStock stock = StoreStock.empty();
  private int mutations;

  private void record(Movement.Kind kind, long quantity) {
    stock
        .record(mutation(++mutations), List.of(new Movement(SHIRT, kind, quantity, "")), T0)
        .events()
        .forEach(stock::apply);
  }

  private void pick(long hold, long absent, long mistaken) {
    var id = order(++mutations);
    stock.reserve(id, shirts(4), Duration.ofMinutes(1), T0).events().forEach(stock::apply);
    stock.bind(id, T0).events().forEach(stock::apply);
    var line = new SupplyStep.Line(SHIRT, hold, 0, absent, 0, 0, mistaken);
    stock
        .supply(new SupplyStep(id, 2, true, hold == 0, List.of(line)), T0)
        .events()
        .forEach(stock::apply);
  }

  private int confidence() {
    return stock.line(SHIRT).confidence();
  }

  @Test
  void countsAndScansRaiseIt() {
    record(Movement.Kind.RECEIPT, 20);
    assertThat(confidence()).isEqualTo(71);
    record(Movement.Kind.SALE, 1);
    assertThat(confidence()).isEqualTo(72);
    pick(4, 0, 0);
    assertThat(confidence()).isEqualTo(77);
    record(Movement.Kind.COUNT, 18);
    assertThat(confidence()).as("it found something else").isEqualTo(90);
    record(Movement.Kind.COUNT, 18);
    assertThat(confidence()).isEqualTo(100);
  }

  @Test
  void failedPicksLowerItAndAskForACount() {
    record(Movement.Kind.RECEIPT, 20);
    assertThat(stock.line(SHIRT).countTask()).isEmpty();
    pick(0, 4, 0);
    assertThat(confidence()).isEqualTo(71 / 2);
    assertThat(stock.line(SHIRT).countTask())
        .contains(new CountTask(CountTask.Reason.NOT_FOUND, T0));
    pick(2, 0, 2);
    assertThat(confidence()).isEqualTo(35 + 5 - 20);
    assertThat(stock.linesToCount(Optional.empty(), 10)).containsOnlyKeys(SHIRT);
    record(Movement.Kind.COUNT, 16);
    assertThat(stock.line(SHIRT).countTask()).isEmpty();
    assertThat(stock.linesToCount(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void aSaleBeyondTheRecordLowersIt() {
    record(Movement.Kind.SALE, 1);
    assertThat(confidence()).isEqualTo(40);
    assertThat(stock.line(SHIRT).countTask().orElseThrow().reason())
        .isEqualTo(CountTask.Reason.MORE_THAN_RECORDED);
  }
}
