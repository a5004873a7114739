package io.shelfshare.load.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.chain.Store;
import io.shelfshare.load.loader.LoadProgress.Phase;
import io.shelfshare.load.pocket.PocketMarket;
import io.shelfshare.market.v1.StockLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChainLoaderTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
  private static final Clock NEXT_DAY = Clock.offset(CLOCK, Duration.ofDays(1));
  private static final DemoChain CHAIN = DemoChain.of(1, 20, 1_500);

  private final PocketMarket market = new PocketMarket();
  private final ShelfshareClient client =
      ShelfshareClient.builder().endpoint(market.endpoint()).build();

  @AfterEach
  void close() {
    client.close();
    market.close();
  }

  @Test
  void aLoadBringsTheWholeChain() {
    LoadSummary summary = load(CLOCK);

    assertThat(market.directory.owners).hasSize(CHAIN.owners().size());
    assertThat(market.directory.stores).hasSize(20);
    assertThat(market.directory.skus).hasSize(1_500);
    assertThat(market.settlement.prices).hasSize(1_500);
    assertThat(market.settlement.rules.get().getBudgetsList()).isNotEmpty();
    Map<String, StockLine> lines = market.stock.lines();
    for (Store store : CHAIN.stores()) {
      CHAIN
          .stock(store)
          .filter(line -> line.quantity() > 0)
          .forEach(
              line -> {
                String sku = CHAIN.skus().get(line.skuIndex()).id();
                StockLine loaded = lines.get("stores/" + store.id() + "/stockLines/" + sku);
                assertThat(loaded.getOnHand()).isEqualTo(line.quantity());
                assertThat(loaded.getSafety()).isEqualTo(line.safety());
              });
    }
    assertThat(summary.storesStocked()).isEqualTo(20);
    assertThat(summary.unitsStocked())
        .isEqualTo(lines.values().stream().mapToLong(StockLine::getOnHand).sum());
  }

  @Test
  @DisplayName("P6: loading again changes nothing, on the same day and on another")
  void loadingAgainChangesNothing() {
    load(CLOCK);
    Map<String, StockLine> before = market.stock.lines();
    int imports = market.directory.imports.get();
    int batches = market.stock.batches.get();

    for (Clock clock : List.of(CLOCK, NEXT_DAY)) {
      assertThat(load(clock)).isEqualTo(new LoadSummary(0, 0, 0, 0, 20, 0));
    }
    assertThat(market.stock.lines()).isEqualTo(before);
    assertThat(market.directory.imports).hasValue(imports);
    assertThat(market.stock.batches).hasValue(batches);
  }

  @Test
  void aLoadedChainGrowsIntoALargerOne() {
    loader(CLOCK).load(DemoChain.of(1, 8, 1_500), progress -> {});
    LoadSummary summary = load(CLOCK);
    assertThat(summary.storesImported()).isEqualTo(12);
    assertThat(summary.skusImported()).isZero();
    assertThat(summary.storesAlreadyStocked()).isEqualTo(8);
    assertThat(summary.storesStocked()).isEqualTo(12);
  }

  @Test
  @DisplayName("P6: a call that found nobody is sent again with the same id and applied once")
  void unavailableIsTriedAgainAndAppliedOnce() {
    market.failNext(5);
    load(CLOCK);
    long units =
        CHAIN.stores().stream().flatMap(CHAIN::stock).mapToLong(line -> line.quantity()).sum();
    assertThat(market.stock.lines().values().stream().mapToLong(StockLine::getOnHand).sum())
        .isEqualTo(units);
  }

  @Test
  void aLoadThatWasCutOffGoesOnWhereItStopped() {
    List<LoadProgress> seen = Collections.synchronizedList(new ArrayList<>());
    LoadProgress.Listener cutOff =
        progress -> {
          if (progress.phase() == Phase.STOCK_LINES && progress.done() >= 7 * 1_500) {
            throw new IllegalStateException("cut off");
          }
        };
    assertThatThrownBy(() -> loader(CLOCK).load(CHAIN, cutOff)).hasMessage("cut off");
    int batches = market.stock.batches.get();

    LoadSummary summary = loader(NEXT_DAY).load(CHAIN, seen::add);

    assertThat(batches).isPositive();
    assertThat(summary.storesAlreadyStocked()).isGreaterThanOrEqualTo(6);
    assertThat(summary.storesStocked() + summary.storesAlreadyStocked()).isEqualTo(20);
    long units =
        CHAIN.stores().stream().flatMap(CHAIN::stock).mapToLong(line -> line.quantity()).sum();
    assertThat(market.stock.lines().values().stream().mapToLong(StockLine::getOnHand).sum())
        .isEqualTo(units);
  }

  @Test
  void progressRisesToTheTotalInEveryPhase() {
    List<LoadProgress> seen = Collections.synchronizedList(new ArrayList<>());
    loader(CLOCK).load(CHAIN, seen::add);
    for (Phase phase : Phase.values()) {
      List<Long> done =
          seen.stream().filter(p -> p.phase() == phase).map(LoadProgress::done).toList();
      assertThat(done).isSorted().startsWith(0L);
      assertThat(seen.stream().filter(p -> p.phase() == phase && p.done() == p.total())).hasSize(1);
    }
  }

  @Test
  void aClusterThatCannotBeReachedIsReported() {
    String nobodyThere = market.endpoint();
    market.close();
    try (ShelfshareClient hasty =
        ShelfshareClient.builder().endpoint(nobodyThere).deadline(Duration.ofMillis(300)).build()) {
      ChainLoader loader = new ChainLoader(hasty, 4, CLOCK, System::nanoTime);
      assertThatThrownBy(() -> loader.load(CHAIN, progress -> {}))
          .isInstanceOf(ShelfshareException.class);
    }
  }

  private LoadSummary load(Clock clock) {
    return loader(clock).load(CHAIN, progress -> {});
  }

  private ChainLoader loader(Clock clock) {
    return new ChainLoader(client, 4, clock, System::nanoTime);
  }
}
