package io.shelfshare.node.notify;

import static io.shelfshare.node.notify.WeeklyFixture.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import io.shelfshare.domain.IsoWeek;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.node.grpc.gateway.Sellers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WeeklyListsTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");
  private static final int SLICE = Math.floorMod(STORE.value().hashCode(), WeeklyLists.SLICES);

  private final WeeklyFixture chain = new WeeklyFixture();
  private final AtomicReference<Instant> now = new AtomicReference<>(MONDAY);
  private final Table table = new Table();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  /** What couriers have, for good. */
  private final class Table implements WeeklyLists.Sources {
    final List<String> queued = Collections.synchronizedList(new ArrayList<>());
    final Set<String> known = Collections.synchronizedSet(new HashSet<>());
    final AtomicInteger looked = new AtomicInteger();
    final AtomicInteger failures = new AtomicInteger();
    volatile Sellers sellers = WeeklyFixture.sellers(3);

    @Override
    public Collection<StoreId> stores() {
      return chain.endpoints.stores();
    }

    @Override
    public CompletionStage<Boolean> isQueued(EndpointId to, String news) {
      looked.incrementAndGet();
      return CompletableFuture.completedFuture(known.contains(to.value() + " " + news));
    }

    @Override
    public CompletionStage<Sellers> sellers(StoreId store, IsoWeek week) {
      return failures.getAndDecrement() > 0
          ? CompletableFuture.failedFuture(new IllegalStateException("no answer"))
          : CompletableFuture.completedFuture(
              new Sellers(week, sellers.sold(), sellers.best(), sellers.slow()));
    }

    @Override
    public CompletionStage<?> queue(Letter letter) {
      String one = letter.to().value() + " " + letter.news().id();
      if (known.add(one)) {
        queued.add(one);
      }
      return CompletableFuture.completedFuture(letter);
    }
  }

  private ActorRef<WeeklyLists.Command> daemon(int slice) {
    Clock clock =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Instant instant() {
            return now.get();
          }
        };
    return KIT.spawn(WeeklyLists.create(slice, chain.news, table, clock));
  }

  private void untilQueued(String... expected) {
    KIT.createTestProbe()
        .awaitAssert(
            Duration.ofSeconds(5),
            () -> {
              assertThat(table.queued).containsExactlyInAnyOrder(expected);
              return "";
            });
  }

  /** A look while it is still at the one before does nothing. */
  private void untilToldBy(ActorRef<WeeklyLists.Command> daemon, String... expected) {
    KIT.createTestProbe()
        .awaitAssert(
            Duration.ofSeconds(5),
            () -> {
              daemon.tell(WeeklyLists.Look.LOOK);
              assertThat(table.queued).containsExactlyInAnyOrder(expected);
              return "";
            });
  }

  private void untilLooked(int times) {
    KIT.createTestProbe()
        .awaitAssert(
            Duration.ofSeconds(5),
            () -> {
              assertThat(table.looked).hasValue(times);
              return "";
            });
  }

  @Test
  void eachEndpointOfAStoreIsToldOnceAWeek() {
    chain.weekly("a", STORE, "");
    chain.weekly("b", STORE, "Europe/Berlin");
    ActorRef<WeeklyLists.Command> daemon = daemon(SLICE);
    daemon.tell(WeeklyLists.Look.LOOK);
    untilQueued("a weekly-2026-W47-s1", "b weekly-2026-W47-s1");
    now.set(MONDAY.plus(Duration.ofDays(7)));
    untilToldBy(
        daemon,
        "a weekly-2026-W47-s1",
        "b weekly-2026-W47-s1",
        "a weekly-2026-W48-s1",
        "b weekly-2026-W48-s1");
    assertThat(table.looked).as("nobody is looked up twice").hasValue(4);
  }

  @Test
  @DisplayName("P5: who takes over from a dead node tells the others, and nobody twice")
  void whoTakesOverTellsTheOthers() {
    chain.weekly("a", STORE, "");
    chain.weekly("b", STORE, "");
    table.known.add("a weekly-2026-W47-s1");
    daemon(SLICE).tell(WeeklyLists.Look.LOOK);
    untilQueued("b weekly-2026-W47-s1");
    daemon(SLICE).tell(WeeklyLists.Look.LOOK);
    untilLooked(4);
    untilQueued("b weekly-2026-W47-s1");
  }

  @Test
  void whatFailsIsToldWithTheNextLook() {
    chain.weekly("a", STORE, "");
    table.failures.set(1);
    ActorRef<WeeklyLists.Command> daemon = daemon(SLICE);
    daemon.tell(WeeklyLists.Look.LOOK);
    untilLooked(1);
    untilToldBy(daemon, "a weekly-2026-W47-s1");
  }

  @Test
  void nobodyIsToldBeforeMondayMorning() {
    chain.weekly("a", STORE, "");
    chain.weekly("b", STORE, "Asia/Shanghai");
    now.set(MONDAY.minusSeconds(60));
    daemon(SLICE).tell(WeeklyLists.Look.LOOK);
    untilQueued("b weekly-2026-W47-s1");
  }

  @Test
  void aStoreWithNothingToTellIsLookedAtOnce() {
    chain.weekly("a", STORE, "");
    table.sellers = WeeklyFixture.NOTHING;
    ActorRef<WeeklyLists.Command> daemon = daemon(SLICE);
    daemon.tell(WeeklyLists.Look.LOOK);
    untilLooked(1);
    chain.weekly("b", STORE, "");
    table.sellers = WeeklyFixture.sellers(1);
    untilToldBy(daemon, "b weekly-2026-W47-s1");
  }

  @Test
  void theSlicesTogetherTellEveryStoreOnce() {
    List<String> all =
        IntStream.rangeClosed(1, 40)
            .mapToObj(i -> "s" + i)
            .peek(id -> chain.weekly("e-" + id, new StoreId(id), ""))
            .map(id -> "e-" + id + " weekly-2026-W47-" + id)
            .toList();
    for (int slice = 0; slice < WeeklyLists.SLICES; slice++) {
      daemon(slice).tell(WeeklyLists.Look.LOOK);
    }
    untilQueued(all.toArray(String[]::new));
    assertThat(table.looked).hasValue(all.size());
  }
}
