package io.shelfshare.node.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.stock.DayTally;
import io.shelfshare.node.grpc.gateway.StoreDay;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoreSalesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-09T12:00:00Z"), ZoneOffset.UTC);

  private static StoreDay day(String store, String day, long sold, long before, long after) {
    return new StoreDay(
        new StoreId(store), new DayTally(LocalDate.parse(day), sold, before, after), 1);
  }

  @Test
  void whatWasSoldIsOfThatAndWhatIsLeft() {
    AtomicInteger reads = new AtomicInteger();
    StoreSales sales =
        new StoreSales(
            (first, last, take) -> {
              reads.incrementAndGet();
              assertThat(List.of(first, last))
                  .containsExactly(LocalDate.parse("2026-03-03"), LocalDate.parse("2026-03-09"));
              take.accept(day("quick", "2026-03-05", 6, 12, 2));
              take.accept(day("quick", "2026-03-04", 2, 14, 12));
              take.accept(day("slow", "2026-03-04", 0, 5, 9));
              take.accept(day("bare", "2026-03-04", 0, 1, 0));
              return CompletableFuture.completedFuture(null);
            },
            CLOCK);
    assertThat(sales.sellThrough(new StoreId("quick"))).isEqualTo(8_000);
    assertThat(sales.sellThrough(new StoreId("slow"))).isZero();
    assertThat(sales.sellThrough(new StoreId("bare"))).as("nothing to sell").isEqualTo(5_000);
    assertThat(sales.sellThrough(new StoreId("other"))).as("unknown").isEqualTo(5_000);
    assertThat(reads).hasValue(1);
  }

  @Test
  void aTableThatDoesNotAnswerHoldsNobodyUp() {
    StoreSales sales = new StoreSales((first, last, take) -> new CompletableFuture<>(), CLOCK);
    assertThat(sales.sellThrough(new StoreId("quick"))).isEqualTo(5_000);
  }
}
