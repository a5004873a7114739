package io.shelfshare.simulation;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.request.TransferRequest;

/** What a request tells its orders, again and again until they have heard. */
final class OrdersTold {
  private final RequestNode node;

  OrdersTold(RequestNode node) {
    this.node = node;
  }

  void tell(TransferRequest request) {
    for (Award award : request.ordersToStart()) {
      OrderNode order = node.world.order(award.order());
      RequestSpec spec = request.posted().orElseThrow().spec();
      OrderTerms terms =
          new OrderTerms(
              award.order(),
              award.store(),
              award.receiver().orElse(spec.store()),
              spec.customerReference(),
              award.lines(),
              award.at(),
              award.confirmBy());
      node.send(order, () -> "start " + award.order(), () -> order.start(terms));
    }
    for (OrderId one : request.ordersToCancel()) {
      OrderNode order = node.world.order(one);
      node.send(order, () -> "cancelled", () -> order.cancel(node));
    }
  }
}
