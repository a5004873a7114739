package io.shelfshare.domain.order;

import io.shelfshare.domain.request.OrderReport;
import io.shelfshare.domain.stock.InboundStep;
import io.shelfshare.domain.stock.SupplyStep;

/** What an order tells, made from its state alone, so that no step can be lost. */
final class OrderSteps {
  private OrderSteps() {}

  static SupplyStep supply(OrderState state) {
    OrderView view = state.view();
    return new SupplyStep(
        view.terms().order(),
        state.supplier().step(),
        view.status() != OrderView.Status.AWARDED,
        view.status().isShipped() || view.status().isEnd(),
        view.lines().stream()
            .map(
                line ->
                    new SupplyStep.Line(
                        line.sku(),
                        line.pending(),
                        line.shipped(),
                        line.shorted().notFound(),
                        line.shorted().damaged(),
                        line.breachesTold()))
            .toList());
  }

  /**
   * An order that is over says so to its destination only once it durably knows that the store took
   * one of its steps. From then on a store that does not know the order has ended it, however long
   * ago, and needs no memory to tell that from one that never heard of it (P4).
   */
  static InboundStep inbound(OrderState state) {
    OrderView view = state.view();
    return new InboundStep(
        view.terms().order(),
        state.destination().step(),
        view.status().isEnd() && state.destination().taken() > 0,
        view.lines().stream()
            .map(
                line ->
                    new InboundStep.Line(
                        line.sku(), line.shipped(), line.accepted(), line.damaged()))
            .toList());
  }

  static OrderReport report(OrderState state) {
    OrderView view = state.view();
    return new OrderReport(
        view.terms().order(),
        state.request().step(),
        view.endReason().filter(OrderView.EndReason::excludesSupplier).isPresent(),
        view.status().isEnd(),
        view.lines().stream()
            .map(line -> new OrderReport.Line(line.sku(), line.reopened(), line.accepted()))
            .toList());
  }
}
