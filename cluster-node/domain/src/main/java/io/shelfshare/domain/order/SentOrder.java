package io.shelfshare.domain.order;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent.Answered;
import io.shelfshare.domain.order.OrderEvent.Return;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * An order whose units have left: what all such states have in common. Whatever was refused can
 * come back, whatever was written off can be found, and a customer can give back what it has.
 */
abstract sealed class SentOrder extends TransferOrder
    permits TravellingOrder, ReturningOrder, DeliveredOrder {
  private final OrderState state;

  SentOrder(OrderState state) {
    this.state = state;
  }

  @Override
  public final Optional<OrderState> state() {
    return Optional.of(state);
  }

  final OrderView seen() {
    return state.view();
  }

  @Override
  Decision<OrderEvent, OrderView> receiveReturnAt(List<Return> returns, Answered by, Instant at) {
    if (!seen().isReturning()) {
      return outOfPlace();
    }
    List<Return> back = returns.isEmpty() ? returning() : returns;
    List<Units> units =
        back.stream().map(one -> new Units(one.sku(), one.good() + one.damaged())).toList();
    return within(units, line -> line.refused().returning(), Reason.EXCEEDS_RETURNING)
        .or(() -> full(back.size()))
        .map(Decision::<OrderEvent, OrderView>refused)
        .orElseGet(() -> done(new OrderEvent.ReturnReceived(at, by, back)));
  }

  @Override
  Decision<OrderEvent, OrderView> foundAt(List<Units> found, Answered by, Instant at) {
    ToLongFunction<OrderLine> lost =
        line -> line.lost().total() + line.refused().lostBack().total();
    if (seen().sum(lost) == 0) {
      return outOfPlace();
    }
    List<Units> units = found.isEmpty() ? all(lost) : found;
    return within(units, lost, Reason.EXCEEDS_LOST)
        .or(() -> full(units.size()))
        .map(Decision::<OrderEvent, OrderView>refused)
        .orElseGet(() -> done(new OrderEvent.Found(at, by, units)));
  }

  @Override
  Decision<OrderEvent, OrderView> giveBackAt(OrderCommand.GiveBack what, Answered by, Instant at) {
    if (!seen().goesToCustomer() || seen().sum(OrderLine::accepted) == 0) {
      return outOfPlace();
    }
    List<Units> units = what.lines().isEmpty() ? all(OrderLine::accepted) : what.lines();
    StoreId to = SentHistory.returnTo(seen(), what.nearer());
    return within(units, OrderLine::accepted, Reason.EXCEEDS_ACCEPTED)
        .or(() -> full(units.size()))
        .map(Decision::<OrderEvent, OrderView>refused)
        .orElseGet(
            () -> done(new OrderEvent.GivenBack(at, by, units, what.reason(), what.photos(), to)));
  }

  /** Writes off what did not come in time on the present way. */
  final Decision<OrderEvent, OrderView> lose(
      List<Units> lost,
      ToLongFunction<OrderLine> onTheWay,
      Liable liable,
      Answered by,
      Instant at) {
    if (!seen().lossSuspected()) {
      return Decision.refused(Refusal.of(Reason.LOSS_NOT_SUSPECTED, "state", seen().status()));
    }
    List<Units> units = lost.isEmpty() ? all(onTheWay) : lost;
    return within(units, onTheWay, Reason.EXCEEDS_IN_TRANSIT)
        .or(() -> full(units.size()))
        .map(Decision::<OrderEvent, OrderView>refused)
        .orElseGet(() -> done(new OrderEvent.LossConfirmed(at, by, units, liable)));
  }

  @Override
  Decision<OrderEvent, OrderView> overdue(Instant at) {
    return done(new OrderEvent.LossSuspected(at));
  }

  final List<Units> all(ToLongFunction<OrderLine> part) {
    return seen().lines().stream()
        .filter(line -> part.applyAsLong(line) > 0)
        .map(line -> new Units(line.sku(), part.applyAsLong(line)))
        .toList();
  }

  /** Refuses units of which there are not so many. */
  final Optional<Refusal> within(List<Units> units, ToLongFunction<OrderLine> part, Reason reason) {
    for (Map.Entry<SkuId, Long> one : Units.bySku(units).entrySet()) {
      long most = Units.of(one.getKey(), all(part));
      if (one.getValue() > most) {
        return Optional.of(
            new Refusal(reason, Map.of("sku", one.getKey().value(), "most", Long.toString(most))));
      }
    }
    return Optional.empty();
  }

  /** Refuses what would add more remarks than an order keeps. */
  final Optional<Refusal> full(int more) {
    return seen().remarks().size() + more > Remark.AT_MOST
        ? Optional.of(Refusal.of(Reason.ORDER_FULL, "most", Remark.AT_MOST))
        : Optional.empty();
  }

  private List<Return> returning() {
    return all(line -> line.refused().returning()).stream()
        .map(units -> new Return(units.sku(), units.quantity(), 0, List.of()))
        .toList();
  }
}
