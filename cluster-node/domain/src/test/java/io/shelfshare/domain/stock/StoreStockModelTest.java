package io.shelfshare.domain.stock;

import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.mutation;
import static io.shelfshare.domain.Samples.order;
import static io.shelfshare.domain.Samples.shirts;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random commands against a model that keeps every unit as a thing of its own. */
class StoreStockModelTest {
  enum Kind {
    RECEIPT,
    SALE,
    COUNT,
    SAFETY,
    RESERVE,
    BIND,
    CONFIRM,
    SHORTEN,
    SHIP,
    DROP,
    REBUILD
  }

  record Command(Kind kind, int order, long quantity, boolean twice) {}

  @Provide
  Arbitrary<List<Command>> commands() {
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.integers().between(1, 5),
            Arbitraries.longs().between(1, 8),
            Arbitraries.of(true, false))
        .as(Command::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 400)
  @Label("P2, P4: lines and holds are what a count of single units says, at every event")
  void agreesWithAModelOfSingleUnits(@ForAll("commands") List<Command> commands) {
    Run run = new Run();
    for (Command command : commands) {
      run.now = run.now.plusSeconds(1);
      run.perform(command);
      run.compare();
    }
  }

  /** A unit on the premises; free where it has no order. */
  static final class Unit {
    Held by;
  }

  static final class Held {
    final int age;
    boolean bound;
    boolean confirmed;
    long shipped;
    long absent;
    long sold;
    long soldAndMissed;
    long step;

    Held(int age) {
      this.age = age;
    }
  }

  static final class Run {
    final List<StockEvent> journal = new ArrayList<>();
    final List<Unit> units = new ArrayList<>();
    final Map<OrderId, Held> holds = new HashMap<>();
    StoreStock stock = StoreStock.empty();
    Instant now = T0;
    int serial;

    void perform(Command command) {
      OrderId order = order(command.order());
      Held held = holds.get(order);
      long n = command.quantity();
      switch (command.kind()) {
        case RECEIPT -> {
          record(Movement.Kind.RECEIPT, n, command.twice());
          add(n);
        }
        case SALE -> {
          record(Movement.Kind.SALE, n, command.twice());
          removeForSale(n);
        }
        case COUNT -> {
          long confirmed =
              units.stream().filter(unit -> unit.by != null && unit.by.confirmed).count();
          assertThat(record(Movement.Kind.COUNT, n, command.twice())).isEqualTo(n >= confirmed);
          if (n >= confirmed) {
            removeForSale(Math.max(0, units.size() - n));
            add(Math.max(0, n - units.size()));
          }
        }
        case SAFETY -> record(Movement.Kind.SAFETY, n % 3, command.twice());
        case RESERVE -> reserve(order, n, command.twice());
        case BIND -> {
          happens(stock.bind(order, now), command.twice());
          if (held != null) {
            held.bound = true;
          }
        }
        case CONFIRM -> supply(order, held, 0, 0, true, command.twice());
        case SHORTEN -> supply(order, held, 0, n, true, command.twice());
        case SHIP -> supply(order, held, n, 0, false, command.twice());
        case DROP -> {
          happens(stock.verdict(order, Verdict.NO, now), command.twice());
          if (held != null && !held.bound) {
            release(order, held);
          }
        }
        case REBUILD -> rebuild();
        default -> throw new AssertionError(command);
      }
    }

    private void reserve(OrderId order, long n, boolean twice) {
      boolean known = holds.containsKey(order) || stock.state().endedSupplies().containsKey(order);
      boolean enough = n <= stock.line(SHIRT).available();
      happens(stock.reserve(order, shirts(n), Duration.ofMinutes(1), now), twice);
      if (!known && enough) {
        Held held = new Held(++serial);
        holds.put(order, held);
        units.stream().filter(unit -> unit.by == null).limit(n).forEach(unit -> unit.by = held);
      }
    }

    private void supply(
        OrderId order, Held held, long shipped, long absent, boolean goesOn, boolean twice) {
      if (held == null || !held.bound) {
        return;
      }
      held.confirmed = true;
      held.shipped += shipped;
      held.absent += absent;
      held.step += 2;
      SupplyStep step =
          new SupplyStep(
              order,
              held.step,
              true,
              !goesOn,
              List.of(new SupplyStep.Line(SHIRT, 99, held.shipped, held.absent, 0, 0, 0)));
      happens(stock.supply(step, now), twice);
      List<Unit> gone = new ArrayList<>(units.stream().filter(u -> u.by == held).toList());
      gone.addAll(units.stream().filter(unit -> unit.by == null).toList());
      long missed = Math.min(absent, held.sold - held.soldAndMissed);
      held.soldAndMissed += missed;
      gone.stream().limit(shipped + absent - missed).forEach(units::remove);
      if (!goesOn) {
        release(order, held);
      }
    }

    private void release(OrderId order, Held held) {
      units.stream().filter(unit -> unit.by == held).forEach(unit -> unit.by = null);
      holds.remove(order);
    }

    private void add(long n) {
      for (long i = 0; i < n; i++) {
        units.add(new Unit());
      }
    }

    /** Free ones, then unbound ones, then unconfirmed ones, newest first; never confirmed ones. */
    private void removeForSale(long n) {
      units.stream()
          .filter(unit -> unit.by == null || !unit.by.confirmed)
          .sorted(
              Comparator.<Unit>comparingInt(u -> u.by == null ? 0 : u.by.bound ? 2 : 1)
                  .thenComparingInt(u -> u.by == null ? 0 : -u.by.age))
          .limit(n)
          .toList()
          .forEach(
              unit -> {
                units.remove(unit);
                if (unit.by != null && unit.by.bound) {
                  unit.by.sold++;
                }
              });
    }

    private boolean record(Movement.Kind kind, long quantity, boolean twice) {
      var mutation = mutation(++serial);
      List<Movement> one = List.of(new Movement(SHIRT, kind, quantity, ""));
      boolean done = happens(stock.record(mutation, one, now), false);
      if (twice && done) {
        assertThat(stock.record(mutation, one, now).events()).isEmpty();
      }
      return done;
    }

    /** Where a message comes twice, the second one finds the first one's effect. */
    private boolean happens(Decision<StockEvent, ?> decision, boolean twice) {
      decision.events().forEach(stock::apply);
      journal.addAll(decision.events());
      if (twice
          && decision instanceof Decision.Done<StockEvent, ?> done
          && !done.events().isEmpty()) {
        StockEvent event = done.events().get(0);
        if (event instanceof StockEvent.SupplyApplied applied) {
          assertThat(stock.supply(applied.step(), now).events()).isEmpty();
        } else if (event instanceof StockEvent.Bound bound) {
          assertThat(stock.bind(bound.order(), now)).isEqualTo(Decision.unchanged(bound.held()));
        }
      }
      return decision instanceof Decision.Done;
    }

    /** A crash: everything is made anew, from the journal or from a snapshot. */
    private void rebuild() {
      StoreStock replayed = StoreStock.empty();
      journal.forEach(replayed::apply);
      assertThat(replayed.state()).isEqualTo(stock.state());
      stock = StoreStock.of(stock.state());
      assertThat(stock.state()).isEqualTo(replayed.state());
    }

    private void compare() {
      StockLine line = stock.line(SHIRT);
      assertThat(line.onHand()).isEqualTo(units.size());
      assertThat(line.reserved()).isEqualTo(units.stream().filter(u -> u.by != null).count());
      assertThat(stock.holds()).hasSize(holds.size());
      for (Hold hold : stock.holds()) {
        Held held = holds.get(hold.order());
        assertThat(hold.held(SHIRT))
            .isEqualTo(units.stream().filter(unit -> unit.by == held).count());
      }
    }
  }
}
