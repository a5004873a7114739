package io.shelfshare.node.order;

import io.shelfshare.domain.order.OrderLine;
import io.shelfshare.node.grpc.gateway.OrderView;

/** Orders as others see them. */
final class OrderViews {
  private OrderViews() {}

  static OrderView of(io.shelfshare.domain.order.OrderView view) {
    return new OrderView(
        view.terms(),
        OrderView.State.valueOf(view.status().name()),
        view.lines().stream().map(OrderViews::line).toList(),
        view.carrier(),
        view.trackingNumber(),
        view.endReason().map(Enum::name).orElse(""),
        view.cancelRequested(),
        view.changedAt(),
        view.version());
  }

  private static OrderView.Line line(OrderLine line) {
    return new OrderView.Line(
        line.sku(),
        line.awarded(),
        line.pending(),
        line.shipped(),
        line.shorted().total(),
        line.cancelled(),
        line.accepted(),
        line.damaged(),
        line.refused().units(),
        line.lost(),
        line.inTransit(),
        line.refused().returnedGood(),
        line.refused().returnedDamaged(),
        line.refused().lostBack(),
        line.refused().returning());
  }
}
