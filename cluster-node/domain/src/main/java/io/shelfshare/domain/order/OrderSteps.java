package io.shelfshare.domain.order;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.order.OrderView.Status;
import io.shelfshare.domain.request.OrderReport;
import io.shelfshare.domain.stock.InboundStep;
import io.shelfshare.domain.stock.SupplyStep;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an order tells, made from its state alone, so that no step can be lost. */
final class OrderSteps {
  private OrderSteps() {}

  static SupplyStep supply(OrderState state) {
    return supply(state.view(), state.told(Receiver.SUPPLIER).step());
  }

  private static SupplyStep supply(OrderView view, long step) {
    return new SupplyStep(
        view.terms().order(),
        step,
        view.status() != Status.AWARDED,
        !view.status().isBeforeShipping(),
        view.lines().stream()
            .map(
                line ->
                    new SupplyStep.Line(
                        line.sku(),
                        line.pending(),
                        line.shipped(),
                        line.shorted().notFound(),
                        line.shorted().damaged(),
                        line.breachesTold(),
                        line.shorted().wrongItem()))
            .toList());
  }

  /**
   * An order that is over says so to its destination only once it durably knows that the store took
   * one of its steps. From then on a store that does not know the order has ended it, however long
   * ago, and needs no memory to tell that from one that never heard of it (P4).
   */
  static InboundStep inbound(OrderState state) {
    boolean known = state.told(Receiver.DESTINATION).taken() > 0;
    return inbound(state.view(), state.told(Receiver.DESTINATION).step(), known);
  }

  private static InboundStep inbound(OrderView view, long step, boolean known) {
    List<InboundStep.Line> lines = new ArrayList<>();
    SortedMap<SkuId, Long> surplus = surplus(view);
    for (OrderLine line : view.lines()) {
      long more = surplus.getOrDefault(line.sku(), 0L);
      surplus.remove(line.sku());
      lines.add(
          new InboundStep.Line(
              line.sku(),
              line.shipped(),
              line.accepted(),
              line.damaged(),
              line.refused().units() + line.lost().total(),
              more));
    }
    surplus.forEach((sku, units) -> lines.add(new InboundStep.Line(sku, 0, 0, 0, 0, units)));
    boolean ended = known && isLastAt(Receiver.DESTINATION, view);
    return new InboundStep(view.terms().order(), step, ended, lines);
  }

  private static SortedMap<SkuId, Long> surplus(OrderView view) {
    SortedMap<SkuId, Long> units = new TreeMap<>();
    view.remarks().stream()
        .filter(remark -> remark.kind().isSurplus())
        .forEach(remark -> units.merge(remark.sku(), remark.units(), Math::addExact));
    return units;
  }

  /** The leg of refused units, told to the store that they go back to. */
  static InboundStep back(OrderState state) {
    boolean known = state.told(Receiver.RETURN).taken() > 0;
    return back(state.view(), state.told(Receiver.RETURN).step(), known);
  }

  private static InboundStep back(OrderView view, long step, boolean known) {
    return new InboundStep(
        view.terms().order(),
        step,
        known && isLastAt(Receiver.RETURN, view),
        view.lines().stream()
            .filter(line -> line.refused().units() > 0)
            .map(
                line ->
                    new InboundStep.Line(
                        line.sku(),
                        line.refused().units(),
                        line.refused().returnedGood(),
                        line.refused().returnedDamaged(),
                        line.refused().lostBack().total(),
                        0))
            .toList());
  }

  static OrderReport report(OrderState state) {
    return report(state.view(), state.told(Receiver.REQUEST).step());
  }

  private static OrderReport report(OrderView view, long step) {
    return new OrderReport(
        view.terms().order(),
        step,
        view.endReason().filter(OrderView.EndReason::excludesSupplier).isPresent(),
        view.status().isDone(),
        view.lines().stream()
            .map(line -> new OrderReport.Line(line.sku(), line.reopened(), line.accepted()))
            .toList());
  }

  static LedgerStep ledger(OrderState state) {
    return ledger(state.view(), state.told(Receiver.LEDGER).step(), state.view().status().name());
  }

  private static LedgerStep ledger(OrderView view, long step, String cause) {
    boolean settled = view.status() == OrderView.Status.SETTLED || view.status().isEnd();
    return new LedgerStep(
        view.terms().order(),
        step,
        cause,
        settled && !view.mayMove(),
        view.terms(),
        view.pins(),
        view.returnTo(),
        view.lines());
  }

  /** Whether nothing that concerns the receiver can follow. */
  static boolean isLastAt(Receiver receiver, OrderView view) {
    return switch (receiver) {
      case DESTINATION ->
          !view.mayMove()
              || (!view.status().isBeforeShipping()
                  && view.sum(line -> line.inTransit() + line.lost().total()) == 0);
      case RETURN -> !view.mayMove();
      case SUPPLIER, REQUEST, LEDGER -> false;
    };
  }

  /** What a receiver would be told, whatever the step's number. */
  static Object content(Receiver receiver, OrderView view) {
    return switch (receiver) {
      case SUPPLIER -> supply(view, 0);
      case DESTINATION -> inbound(view, 0, true);
      case RETURN -> view.returnTo().isPresent() ? back(view, 0, true) : "nothing went back";
      case REQUEST -> report(view, 0);
      case LEDGER -> ledger(view, 0, "");
    };
  }
}
