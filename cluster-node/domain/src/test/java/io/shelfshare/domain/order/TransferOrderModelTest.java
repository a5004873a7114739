package io.shelfshare.domain.order;

import static io.shelfshare.domain.Samples.B;
import static io.shelfshare.domain.Samples.COAT;
import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.mutation;
import static io.shelfshare.domain.Samples.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.order.OrderEvent.Return;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** Random lives of an order; the numbers are judged by hand-kept sums, not by the order's own. */
class TransferOrderModelTest {
  private static final ShortReason[] REASONS = ShortReason.values();

  @Property(tries = 1000)
  @Label("P3: the quantity law holds at every event, and quantities that must rise only rise")
  void theQuantityLawHolds(@ForAll long seed) {
    Random random = new Random(seed);
    List<OrderEvent> journal = new ArrayList<>();
    TransferOrder order = TransferOrder.unstarted();
    for (int i = 0; i < 60; i++) {
      Decision<OrderEvent, ?> decision = command(order, random, i);
      TransferOrder before = order;
      for (OrderEvent event : decision.events()) {
        order = order.apply(event);
        journal.add(event);
      }
      judge(before, order);
      if (random.nextInt(8) == 0) {
        order = rebuilt(order, journal);
      }
    }
  }

  private static Decision<OrderEvent, ?> command(TransferOrder order, Random random, int i) {
    int shirts = random.nextInt(6);
    int coats = random.nextInt(2);
    var some = List.of(units(SHIRT, shirts), units(COAT, coats));
    var receipts =
        List.of(
            new Receipt(
                SHIRT,
                Math.max(0, shirts - 2),
                random.nextInt(2),
                random.nextInt(2),
                random.nextInt(2),
                Optional.empty(),
                List.of()),
            new Receipt(COAT, 0, coats));
    var back = List.of(new Return(SHIRT, random.nextInt(2), random.nextInt(2), List.of()));
    var liable = Liable.values()[random.nextInt(3)];
    var nothing =
        new OrderCommand.GiveBack(all(random, some), Optional.empty(), List.of(), Optional.of(B));
    Optional<ShortReason> reason =
        random.nextBoolean() ? Optional.empty() : Optional.of(REASONS[random.nextInt(5)]);
    var all = random.nextBoolean();
    var mutation = mutation(random.nextInt(4) == 0 ? random.nextInt(i + 1) : i);
    var now = T0.plusSeconds(i * 20L - random.nextInt(30));
    var customer = random.nextBoolean() ? Optional.of("token") : Optional.<String>empty();
    return switch (random.nextInt(20)) {
      case 0, 1 -> order.start(Orders.terms(customer), Orders.PINS, all ? Orders.ALL : some, now);
      case 2, 3 -> order.confirm(all ? List.of() : some, reason, mutation, now);
      case 4 -> order.pack(mutation, now);
      case 5 -> order.ship(all ? List.of() : some, reason, Orders.BY_CARRIER, mutation, now);
      case 6, 7 -> order.receive(i > 50 ? List.of() : receipts, Optional.of(B), mutation, now);
      case 8 ->
          random.nextInt(4) == 0
              ? order.cancel(now)
              : order.release(reason.orElse(ShortReason.BUSY), mutation, now);
      case 9 -> order.breached(some, now);
      case 10 -> order.timeRunsOut(now.plusSeconds(random.nextInt(300)));
      case 11 -> order.timeRunsOut(now.plus(Duration.ofDays(random.nextInt(40))));
      case 12 -> order.confirmLost(all(random, some), liable, mutation, now);
      case 13 -> order.find(all(random, some), mutation, now);
      case 14 ->
          random.nextInt(3) > 0 ? order.arrive(mutation, now) : order.recall(B, mutation, now);
      case 15 -> order.giveBack(nothing, mutation, now);
      case 16 -> order.receiveReturn(all ? List.of() : back, mutation, now);
      case 17 -> order.say(OrderMessage.Side.SUPPLIER, "well", List.of(), mutation, now);
      default -> order.stepTaken(Receiver.values()[random.nextInt(5)], random.nextInt(30), now);
    };
  }

  private static List<Units> all(Random random, List<Units> some) {
    return random.nextBoolean() ? List.of() : some;
  }

  private static void judge(TransferOrder before, TransferOrder order) {
    assertThat(order.version()).isGreaterThanOrEqualTo(before.version());
    assertThat(order.lastEventAt()).isAfterOrEqualTo(before.lastEventAt());
    if (order.view().isEmpty()) {
      return;
    }
    OrderView view = order.view().orElseThrow();
    for (OrderLine line : view.lines()) {
      OrderLine.Shorted s = line.shorted();
      long shorted = s.notFound() + s.damaged() + s.wrongItem() + s.breached() + s.other();
      assertThat(line.pending() + line.shipped() + shorted + line.cancelled())
          .isEqualTo(line.awarded())
          .isEqualTo(line.sku().equals(SHIRT) ? 5 : 1);
      Refused r = line.refused();
      long lost = line.lost().supplier() + line.lost().requester() + line.lost().carrier();
      assertThat(line.accepted() + line.damaged() + r.units() + lost + line.inTransit())
          .isEqualTo(line.shipped());
      assertThat(r.returnedGood() + r.returnedDamaged() + r.lostBack().total() + r.returning())
          .isEqualTo(r.units());
      if (view.status().isDone()) {
        assertThat(line.pending() + line.inTransit() + r.returning()).isZero();
      }
      before.view().ifPresent(old -> onlyRises(old, line));
    }
    order.supplyStep().ifPresent(step -> assertThat(step.ended()).isEqualTo(!view.hasPending()));
    order
        .report()
        .ifPresent(report -> assertThat(report.ended()).isEqualTo(view.status().isDone()));
  }

  private static void onlyRises(OrderView before, OrderLine line) {
    OrderLine old =
        before.lines().stream().filter(l -> l.sku().equals(line.sku())).findFirst().orElseThrow();
    assertThat(line.reopened()).isGreaterThanOrEqualTo(old.reopened());
    assertThat(line.shipped()).isGreaterThanOrEqualTo(old.shipped());
    assertThat(line.accepted() + line.refused().givenBack())
        .isGreaterThanOrEqualTo(old.accepted() + old.refused().givenBack());
    assertThat(line.refused().units()).isGreaterThanOrEqualTo(old.refused().units());
    assertThat(line.damaged()).isGreaterThanOrEqualTo(old.damaged());
  }

  /** A crash: made anew from its journal, and from a snapshot. */
  private static TransferOrder rebuilt(TransferOrder order, List<OrderEvent> journal) {
    TransferOrder replayed = TransferOrder.unstarted();
    for (OrderEvent event : journal) {
      replayed = replayed.apply(event);
    }
    assertThat(replayed).isEqualTo(order);
    return order.state().map(TransferOrder::of).orElse(replayed);
  }
}
