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
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Every command on a store's stock in every state of a hold, and of an order on its way in. The
 * table says what each comes to: the event, {@code =} for no effect, or the reason of the refusal.
 */
class StockCoverageTest {
  private static final OrderId ORDER = order(1);
  private static final Duration WITHIN = Duration.ofSeconds(30);

  private static final Map<String, Function<StoreStock, Decision<StockEvent, ?>>> COMMANDS =
      new LinkedHashMap<>();
  private static final Map<String, List<Function<StoreStock, Decision<StockEvent, ?>>>> STATES =
      new LinkedHashMap<>();

  private static final Map<Class<?>, String> SHORT =
      Map.of(StockEvent.MovementsRecorded.class, "M", StockEvent.InboundApplied.class, "I");

  static {
    COMMANDS.put("reserve", s -> s.reserve(ORDER, shirts(2), WITHIN, T0));
    COMMANDS.put("bind", s -> s.bind(ORDER, T0));
    COMMANDS.put("verdict WON", s -> s.verdict(ORDER, Verdict.WON, T0));
    COMMANDS.put("verdict ENDED", s -> s.verdict(ORDER, Verdict.ENDED, T0));
    COMMANDS.put("verdict NO", s -> s.verdict(ORDER, Verdict.NO, T0));
    COMMANDS.put("verdict UNDECIDED", s -> s.verdict(ORDER, Verdict.UNDECIDED, T0));
    COMMANDS.put("supply", s -> supply(s, 5, false));
    COMMANDS.put("supply an old step", s -> supply(s, 0, false));
    COMMANDS.put("supply its end", s -> supply(s, 6, true));
    COMMANDS.put("breachTold", s -> s.breachTold(ORDER, shirts(1), T0));
    COMMANDS.put("record a sale of all", s -> record(s, Movement.Kind.SALE, 2));
    COMMANDS.put("record a count of none", s -> record(s, Movement.Kind.COUNT, 0));
    COMMANDS.put("inbound", s -> inbound(s, 5, false));
    COMMANDS.put("inbound an old step", s -> inbound(s, 1, false));
    COMMANDS.put("inbound its end", s -> inbound(s, 6, true));

    STATES.put("nothing", List.of());
    STATES.put("reserved", List.of(COMMANDS.get("reserve")));
    STATES.put("bound", List.of(COMMANDS.get("reserve"), COMMANDS.get("bind")));
    STATES.put(
        "breached",
        List.of(
            COMMANDS.get("reserve"),
            COMMANDS.get("bind"),
            s -> record(s, 50, Movement.Kind.SALE, 1)));
    STATES.put(
        "confirmed",
        List.of(COMMANDS.get("reserve"), COMMANDS.get("bind"), s -> supply(s, 3, false)));
    STATES.put("dropped", List.of(COMMANDS.get("reserve"), COMMANDS.get("verdict NO")));
    STATES.put(
        "supplied",
        List.of(COMMANDS.get("reserve"), COMMANDS.get("bind"), COMMANDS.get("supply its end")));
    STATES.put("coming in", List.of(s -> inbound(s, 3, false)));
    STATES.put("come in", List.of(s -> inbound(s, 3, false), s -> inbound(s, 4, true)));
  }

  private static Decision<StockEvent, ?> supply(StoreStock stock, long step, boolean ended) {
    var line = new SupplyStep.Line(SHIRT, ended ? 0 : 2, ended ? 2 : 0, 0, 0, 0, 0);
    return stock.supply(new SupplyStep(ORDER, step, true, ended, List.of(line)), T0);
  }

  private static Decision<StockEvent, ?> inbound(StoreStock stock, long step, boolean ended) {
    var line = new InboundStep.Line(SHIRT, 2, ended ? 2 : 0, 0, 0, 0);
    return stock.inbound(new InboundStep(ORDER, step, ended, List.of(line)), T0);
  }

  private static Decision<StockEvent, ?> record(StoreStock stock, Movement.Kind kind, long units) {
    return record(stock, 60, kind, units);
  }

  private static Decision<StockEvent, ?> record(
      StoreStock stock, int id, Movement.Kind kind, long units) {
    return stock.record(mutation(id), List.of(new Movement(SHIRT, kind, units, "")), T0);
  }

  private static StoreStock in(String state) {
    StoreStock stock = StoreStock.empty();
    record(stock, 40, Movement.Kind.RECEIPT, 2).events().forEach(stock::apply);
    STATES.get(state).forEach(step -> step.apply(stock).events().forEach(stock::apply));
    return stock;
  }

  private static String said(Decision<StockEvent, ?> decision) {
    if (decision instanceof Decision.Refused<StockEvent, ?> refused) {
      return refused.refusal().reason().name();
    }
    return decision.events().isEmpty()
        ? "="
        : decision.events().stream()
            .map(event -> SHORT.getOrDefault(event.getClass(), event.getClass().getSimpleName()))
            .collect(Collectors.joining("+"));
  }

  @Test
  @DisplayName("P2, P4: every command on a stock says what it does in every state")
  void everyCommandInEveryState() {
    StringBuilder seen = new StringBuilder();
    COMMANDS.forEach(
        (name, command) ->
            seen.append(name)
                .append(": ")
                .append(
                    STATES.keySet().stream()
                        .map(state -> said(command.apply(in(state))))
                        .collect(Collectors.joining(" ")))
                .append("\n"));
    assertThat(seen.toString()).isEqualTo(TABLE);
  }

  @Test
  void everyCommandOfTheStockIsInTheTable() {
    assertThat(Stream.of(StoreStock.class.getDeclaredMethods()))
        .filteredOn(method -> Modifier.isPublic(method.getModifiers()))
        .filteredOn(method -> method.getReturnType() == Decision.class)
        .allSatisfy(
            method ->
                assertThat(COMMANDS.keySet())
                    .anyMatch(command -> command.split(" ", -1)[0].equals(method.getName())));
  }

  /** One cell a state, in the order of {@link #STATES}: M for movements, I for inbound steps. */
  private static final String TABLE =
      """
      reserve: Reserved = = = = ORDER_STATE ORDER_STATE Reserved Reserved
      bind: = Bound = = = = = = =
      verdict WON: = = = = = = = = =
      verdict ENDED: = HoldDropped = = = = = = =
      verdict NO: = HoldDropped = = = = = = =
      verdict UNDECIDED: = = = = = = = = =
      supply: = SupplyApplied SupplyApplied SupplyApplied SupplyApplied = = = =
      supply an old step: = = = = = = = = =
      supply its end: = SupplyApplied SupplyApplied SupplyApplied SupplyApplied = = = =
      breachTold: = BreachTold BreachTold BreachTold BreachTold = = = =
      record a sale of all: M M M M M M M M M
      record a count of none: M M M M COUNT_BELOW_CONFIRMED M M M M
      inbound: I I I I I I I I =
      inbound an old step: I I I I I I I = =
      inbound its end: = = = = = = = I =
      """;
}
