package io.shelfshare.domain.order;

import static io.shelfshare.domain.Samples.B;
import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.mutation;
import static io.shelfshare.domain.Samples.shirts;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.order.OrderMessage.Side;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every command in every state. A command or a state without an entry in the table fails, so that
 * none can be added without saying what it does.
 */
class TransitionCoverageTest {
  private static final OrderCommand.GiveBack NOTHING_SAID =
      new OrderCommand.GiveBack(List.of(), Optional.empty(), List.of(), Optional.empty());

  private static final List<Supplier<TransferOrder>> STATES =
      List.of(
          Orders::unstarted,
          Orders::awarded,
          Orders::confirmed,
          Orders::packed,
          Orders::cancelRequested,
          Orders::shipped,
          Orders::overdue,
          Orders::arrived,
          Orders::returning,
          Orders::received,
          Orders::returned,
          Orders::lost,
          Orders::settled,
          Orders::closed,
          Orders::released,
          Orders::cancelled);

  private static final Map<String, Function<TransferOrder, Decision<OrderEvent, ?>>> COMMANDS =
      Map.ofEntries(
          Map.entry("start", o -> o.start(Orders.terms(), Orders.PINS, Orders.ALL, T0)),
          Map.entry("confirm", o -> o.confirm(List.of(), Optional.empty(), mutation(1), T0)),
          Map.entry("pack", o -> o.pack(mutation(1), T0)),
          Map.entry(
              "ship", o -> o.ship(List.of(), Optional.empty(), Orders.BY_CARRIER, mutation(1), T0)),
          Map.entry("arrive", o -> o.arrive(mutation(1), T0)),
          Map.entry(
              "receive",
              o -> o.receive(List.of(new Receipt(SHIRT, 1, 0)), Optional.empty(), mutation(1), T0)),
          Map.entry("recall", o -> o.recall(B, mutation(1), T0)),
          Map.entry("confirmLost", o -> o.confirmLost(List.of(), Liable.SUPPLIER, mutation(1), T0)),
          Map.entry("find", o -> o.find(List.of(), mutation(1), T0)),
          Map.entry("giveBack", o -> o.giveBack(NOTHING_SAID, mutation(1), T0)),
          Map.entry("receiveReturn", o -> o.receiveReturn(List.of(), mutation(1), T0)),
          Map.entry("release", o -> o.release(ShortReason.NOT_FOUND, mutation(1), T0)),
          Map.entry("releaseAgreed", o -> o.release(ShortReason.CANCEL_AGREED, mutation(1), T0)),
          Map.entry("breached", o -> o.breached(shirts(2), T0)),
          Map.entry("cancel", o -> o.cancel(T0)),
          Map.entry("withdraw", o -> o.withdraw(mutation(1), T0)),
          Map.entry("timeRunsOut", o -> o.timeRunsOut(T0.plus(Duration.ofDays(100)))),
          Map.entry("say", o -> o.say(Side.SUPPLIER, "hello", List.of(), mutation(1), T0)),
          Map.entry("stepTaken", o -> o.stepTaken(Receiver.SUPPLIER, 99, T0)));

  /**
   * One column a state: the state afterwards, = for no effect, ! for ORDER_STATE, ? unknown, or why
   * it is refused.
   */
  private static final Map<String, List<String>> TABLE =
      Stream.of(
              row(
                  "            - AWARDED CONFIRMED PACKED PACKED SHIPPED SHIPPED ARRIVED RETURNING"
                      + " RECEIVED RETURNED LOST SETTLED CLOSED RELEASED CANCELLED"),
              row("start:        AWARDED = = = = = = = = = = = = = = ="),
              row("confirm:      ? CONFIRMED ! ! ! ! ! ! ! ! ! ! ! ! ! !"),
              row("pack:         ? ! PACKED ! ! ! ! ! ! ! ! ! ! ! ! !"),
              row("ship:         ? ! SHIPPED SHIPPED SHIPPED ! ! ! ! ! ! ! ! ! ! !"),
              row("arrive:       ? ! ! ! ! ARRIVED ARRIVED ! ! ! ! ! ! ! ! !"),
              row("receive:      ? ! ! ! ! ARRIVED ARRIVED ARRIVED ! ! ! ! ! ! ! !"),
              row("recall:       ? ! ! ! ! RETURNING RETURNING RETURNING ! ! ! ! ! ! ! !"),
              row(
                  "confirmLost:  ? ! ! ! ! LOSS_NOT_SUSPECTED LOST LOSS_NOT_SUSPECTED"
                      + " LOSS_NOT_SUSPECTED ! ! ! ! ! ! !"),
              row("find:         ? ! ! ! ! ! ! ! ! ! ! SHIPPED SHIPPED ! ! !"),
              row("giveBack:     ? ! ! ! ! ! ! ! ! ! ! ! ! ! ! !"),
              row("receiveReturn: ? ! ! ! ! ! ! ! RECEIVED ! ! ! ! ! ! !"),
              row("release:      ? RELEASED RELEASED RELEASED RELEASED ! ! ! ! ! ! ! ! ! ! !"),
              row("releaseAgreed: ? ! ! ! CANCELLED ! ! ! ! ! ! ! ! ! ! !"),
              row("breached:     ? AWARDED CONFIRMED PACKED PACKED = = = = = = = = = = ="),
              row("cancel:       ? CANCELLED CANCELLED PACKED = = = = = = = = = = = ="),
              row("withdraw:     ? CANCELLED CANCELLED PACKED = ! ! ! ! ! ! ! ! ! ! !"),
              row(
                  "timeRunsOut:  ? RELEASED RELEASED RELEASED RELEASED SHIPPED = ARRIVED RETURNING"
                      + " = = = CLOSED = = ="),
              row(
                  "say:          ? AWARDED CONFIRMED PACKED PACKED SHIPPED SHIPPED ARRIVED"
                      + " RETURNING RECEIVED RETURNED LOST SETTLED CLOSED RELEASED CANCELLED"),
              row(
                  "stepTaken:    ? = CONFIRMED PACKED PACKED SHIPPED SHIPPED ARRIVED RETURNING"
                      + " RECEIVED RETURNED LOST = = RELEASED CANCELLED"))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private static Map.Entry<String, List<String>> row(String text) {
    String[] cells = text.strip().split(":?\\s+");
    boolean heading = !text.contains(":");
    return Map.entry(
        heading ? "" : cells[0], List.of(cells).subList(heading ? 0 : 1, cells.length));
  }

  @TestFactory
  @DisplayName("P3: every command in every state does what the table says")
  Stream<DynamicTest> everyCommandInEveryState() {
    return COMMANDS.keySet().stream()
        .flatMap(
            command ->
                Stream.iterate(0, i -> i < STATES.size(), i -> i + 1)
                    .map(
                        i ->
                            DynamicTest.dynamicTest(
                                command + " when " + TABLE.get("").get(i),
                                () -> check(command, i))));
  }

  private void check(String command, int column) {
    assertThat(TABLE).as("the table has no row for " + command).containsKey(command);
    assertThat(TABLE.get(command)).as("a state is missing").hasSize(STATES.size());
    TransferOrder order = STATES.get(column).get();
    Decision<OrderEvent, ?> decision = COMMANDS.get(command).apply(order);
    assertThat(outcome(order, decision)).isEqualTo(TABLE.get(command).get(column));
  }

  private static String outcome(TransferOrder order, Decision<OrderEvent, ?> decision) {
    if (decision instanceof Decision.Refused<OrderEvent, ?> refused) {
      assertThat(refused.events()).isEmpty();
      return switch (refused.refusal().reason()) {
        case ORDER_STATE -> "!";
        case NOT_FOUND -> "?";
        default -> refused.refusal().reason().name();
      };
    }
    return decision.events().isEmpty()
        ? "="
        : Orders.after(order, decision).view().orElseThrow().status().name();
  }

  @TestFactory
  Stream<DynamicTest> everyStatusIsReached() {
    return Stream.of(OrderView.Status.values())
        .map(
            status ->
                DynamicTest.dynamicTest(
                    status.name(), () -> assertThat(TABLE.get("")).contains(status.name())));
  }

  @TestFactory
  Stream<DynamicTest> everyCommandOfTheOrderIsInTheTable() {
    return Stream.of(TransferOrder.class.getDeclaredMethods())
        .filter(method -> java.lang.reflect.Modifier.isPublic(method.getModifiers()))
        .filter(method -> method.getReturnType() == Decision.class)
        .map(
            method ->
                DynamicTest.dynamicTest(
                    method.getName(), () -> assertThat(TABLE).containsKey(method.getName())));
  }
}
