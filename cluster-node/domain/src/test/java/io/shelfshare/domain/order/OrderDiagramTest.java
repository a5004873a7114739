package io.shelfshare.domain.order;

import static io.shelfshare.domain.Samples.A;
import static io.shelfshare.domain.Samples.B;
import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.mutation;
import static io.shelfshare.domain.Samples.order;
import static io.shelfshare.domain.Samples.shirts;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Diagram;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.order.OrderEvent.Return;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Everything that can become of an order of two units, by every command in every order. */
class OrderDiagramTest {
  private static final Instant LATE = T0.plus(Duration.ofDays(1_000));
  private static final Optional<ShortReason> NOT_FOUND = Optional.of(ShortReason.NOT_FOUND);
  private static final Optional<ReceiptReason> WHY = Optional.of(ReceiptReason.OTHER);

  private final List<BiFunction<TransferOrder, Mutation, Decision<OrderEvent, ?>>> commands =
      new ArrayList<>();
  private int ids;

  private void can(BiFunction<TransferOrder, Mutation, Decision<OrderEvent, ?>> command) {
    commands.add(command);
  }

  private void everything() {
    can((o, m) -> o.confirm(List.of(), Optional.empty(), m, T0));
    can((o, m) -> o.confirm(shirts(1), NOT_FOUND, m, T0));
    can((o, m) -> o.confirm(shirts(0), NOT_FOUND, m, T0));
    can((o, m) -> o.pack(m, T0));
    can((o, m) -> o.ship(List.of(), Optional.empty(), Orders.BY_CARRIER, m, T0));
    can((o, m) -> o.ship(shirts(1), NOT_FOUND, Orders.BY_CARRIER, m, T0));
    can((o, m) -> o.ship(shirts(0), NOT_FOUND, Orders.BY_CARRIER, m, T0));
    can((o, m) -> o.arrive(m, T0));
    for (Receipt parcel :
        List.of(
            new Receipt(SHIRT, 1, 0),
            new Receipt(SHIRT, 0, 1),
            new Receipt(SHIRT, 0, 0, 1, 0, WHY, List.of()))) {
      can((o, m) -> o.receive(List.of(parcel), Optional.empty(), m, T0));
    }
    can((o, m) -> o.recall(B, m, T0));
    for (int n = 0; n <= 1; n++) {
      var some = n == 0 ? List.<Units>of() : shirts(1);
      can((o, m) -> o.confirmLost(some, Liable.CARRIER, m, T0));
      can((o, m) -> o.find(some, m, T0));
      can(
          (o, m) ->
              o.giveBack(new OrderCommand.GiveBack(some, WHY, List.of(), Optional.empty()), m, T0));
    }
    can((o, m) -> o.receiveReturn(List.of(), m, T0));
    can((o, m) -> o.receiveReturn(List.of(new Return(SHIRT, 1, 0, List.of())), m, T0));
    can((o, m) -> o.release(ShortReason.BUSY, m, T0));
    can((o, m) -> o.release(ShortReason.CANCEL_AGREED, m, T0));
    can((o, m) -> o.breached(shirts(1), T0));
    can((o, m) -> o.breached(shirts(2), T0));
    can((o, m) -> o.cancel(T0));
    can((o, m) -> o.withdraw(m, T0));
    can((o, m) -> o.timeRunsOut(LATE));
    for (Receiver receiver : Receiver.values()) {
      can((o, m) -> o.stepTaken(receiver, o.version(), T0));
    }
  }

  @Test
  void theDocsDrawWhatCanBecomeOfAnOrder() throws IOException {
    everything();
    Diagram diagram = new Diagram("order");
    Set<OrderView.Status> met = EnumSet.noneOf(OrderView.Status.class);
    Set<String> known = new HashSet<>();
    Deque<TransferOrder> left = new ArrayDeque<>();
    for (Optional<String> customer : List.of(Optional.<String>empty(), Optional.of("token"))) {
      for (int held = 0; held <= 2; held++) {
        OrderTerms terms =
            new OrderTerms(order(1), B, A, customer, shirts(2), T0, Orders.CONFIRM_BY);
        go(
            TransferOrder.unstarted(),
            TransferOrder.unstarted().start(terms, Orders.PINS, shirts(held), T0),
            diagram,
            known,
            left);
      }
    }
    while (!left.isEmpty()) {
      TransferOrder order = left.remove();
      met.add(order.view().orElseThrow().status());
      for (var command : commands) {
        go(order, command.apply(order, mutation(++ids)), diagram, known, left);
      }
    }
    assertThat(met).containsExactlyInAnyOrder(OrderView.Status.values());
    diagram.compareWithDocs();
  }

  private static void go(
      TransferOrder from,
      Decision<OrderEvent, ?> decision,
      Diagram diagram,
      Set<String> known,
      Deque<TransferOrder> left) {
    TransferOrder order = from;
    for (OrderEvent event : decision.events()) {
      Optional<String> before = order.view().map(view -> view.status().name());
      order = order.apply(event);
      String after = order.view().orElseThrow().status().name();
      diagram.add(before, after, event.getClass().getSimpleName());
    }
    if (!decision.events().isEmpty() && known.add(essence(order))) {
      left.add(withoutPast(order));
    }
  }

  /** What decides about its future, without counts that only grow. */
  private static String essence(TransferOrder order) {
    OrderState state = order.state().orElseThrow();
    OrderView view = state.view();
    StringBuilder text = new StringBuilder();
    text.append(view.status()).append(view.cancelRequested()).append(view.lossSuspected());
    text.append(view.returnTo()).append(view.goesToCustomer()).append(view.dueBy().isPresent());
    for (OrderLine line : view.lines()) {
      text.append(List.of(line.pending(), line.shorted(), line.cancelled(), line.breachesTold()))
          .append(List.of(line.inTransit(), line.accepted(), line.damaged(), line.lost().total()))
          .append(
              List.of(
                  line.refused().returning(),
                  line.refused().returnedGood(),
                  line.refused().lostBack().total()));
    }
    for (Receiver receiver : Receiver.values()) {
      OrderState.Told told = state.told(receiver);
      text.append(told.isPending()).append(told.taken() > 0);
    }
    return text.toString();
  }

  /** Its mutations and remarks play no part in what follows. */
  private static TransferOrder withoutPast(TransferOrder order) {
    OrderState state = order.state().orElseThrow();
    return TransferOrder.of(
        new OrderState(state.view(), state.lastEventAt(), state.told(), List.of(), List.of()));
  }
}
