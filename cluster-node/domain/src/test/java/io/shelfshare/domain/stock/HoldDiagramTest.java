package io.shelfshare.domain.stock;

import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.mutation;
import static io.shelfshare.domain.Samples.order;
import static io.shelfshare.domain.Samples.shirts;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Diagram;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Everything that can become of a store's hold of two units. */
class HoldDiagramTest {
  private static final OrderId ORDER = order(1);
  private static final int EVENTS_MAX = 8;

  private final List<Function<StoreStock, Decision<StockEvent, ?>>> commands = new ArrayList<>();
  private int ids = 100;

  private void everything() {
    commands.add(stock -> stock.reserve(ORDER, shirts(2), Duration.ofSeconds(30), T0));
    commands.add(stock -> stock.bind(ORDER, T0));
    for (Verdict verdict : Verdict.values()) {
      commands.add(stock -> stock.verdict(ORDER, verdict, T0));
    }
    for (boolean confirmed : new boolean[] {false, true}) {
      for (boolean ended : new boolean[] {false, true}) {
        for (long hold = 0; hold <= 2; hold++) {
          var line = new SupplyStep.Line(SHIRT, hold, ended ? 2 - hold : 0, 0, 0, 0, 0);
          commands.add(
              stock -> {
                // An order that tells its steps has bound its hold before.
                boolean bound = stock.holdOf(ORDER).filter(Hold::bound).isPresent();
                OrderId told = bound ? ORDER : order(2);
                return stock.supply(
                    new SupplyStep(told, stock.version(), confirmed, ended, List.of(line)), T0);
              });
        }
      }
    }
    commands.add(stock -> sale(stock, 1));
    commands.add(stock -> sale(stock, 2));
    commands.add(stock -> stock.breachTold(ORDER, shirts(2), T0));
  }

  private Decision<StockEvent, ?> sale(StoreStock stock, long units) {
    Movement sale = new Movement(SHIRT, Movement.Kind.SALE, units, "");
    return stock.record(mutation(++ids), List.of(sale), T0);
  }

  @Test
  void theDocsDrawWhatCanBecomeOfAHold() throws IOException {
    everything();
    Diagram diagram = new Diagram("hold");
    Set<String> known = new HashSet<>();
    Set<String> met = new TreeSet<>();
    Deque<List<StockEvent>> left = new ArrayDeque<>();
    Movement receipt = new Movement(SHIRT, Movement.Kind.RECEIPT, 2, "");
    left.add(List.copyOf(StoreStock.empty().record(mutation(1), List.of(receipt), T0).events()));
    while (!left.isEmpty()) {
      List<StockEvent> journal = left.remove();
      for (var command : commands) {
        StoreStock stock = StoreStock.empty();
        journal.forEach(stock::apply);
        List<StockEvent> more = List.copyOf(command.apply(stock).events());
        if (more.isEmpty()) {
          continue;
        }
        Optional<String> before = Optional.of(state(stock)).filter(one -> !one.equals("NONE"));
        more.forEach(stock::apply);
        String after = state(stock);
        if (!after.equals("NONE")) {
          met.add(after);
          diagram.add(before, after, more.get(0).getClass().getSimpleName());
        }
        List<StockEvent> all = new ArrayList<>(journal);
        all.addAll(more);
        if (all.size() < EVENTS_MAX && known.add(after + stock.holds() + stock.line(SHIRT))) {
          left.add(all);
        }
      }
    }
    assertThat(met).containsExactly("BOUND", "CONFIRMED", "ENDED", "RESERVED");
    diagram.compareWithDocs();
  }

  private static String state(StoreStock stock) {
    if (stock.state().endedSupplies().containsKey(ORDER)) {
      return "ENDED";
    }
    return stock
        .holdOf(ORDER)
        .map(hold -> hold.confirmed() ? "CONFIRMED" : hold.bound() ? "BOUND" : "RESERVED")
        .orElse("NONE");
  }
}
