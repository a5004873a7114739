package io.shelfshare.node.request;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.request.RequestView;
import io.shelfshare.domain.request.TransferRequest;
import io.shelfshare.node.Market;
import io.shelfshare.node.order.TransferOrderEntity;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Step 4 of a grab: orders are told to start, or that the request was taken back, until they know.
 * Confined to the request's entity.
 */
final class OrdersTold {
  private final Market market;

  /** Orders that acknowledged their START to this incarnation. */
  private final Set<OrderId> started = new HashSet<>();

  OrdersTold(Market market) {
    this.market = market;
  }

  Set<OrderId> started() {
    return started;
  }

  /** Tells whoever has not answered yet. */
  void tell(TransferRequest request) {
    request.view().ifPresent(view -> tell(request, view));
  }

  private void tell(TransferRequest request, RequestView view) {
    request.ordersToStart().stream()
        .filter(award -> !started.contains(award.order()))
        .forEach(
            award ->
                market
                    .order(award.order())
                    .tell(
                        new TransferOrderEntity.Start(terms(view.spec(), view.postedAt(), award))));
    request
        .ordersToCancel()
        .forEach(order -> market.order(order).tell(new TransferOrderEntity.Cancel(order)));
  }

  private static OrderTerms terms(RequestSpec spec, Instant postedAt, Award award) {
    return new OrderTerms(
        award.order(),
        award.store(),
        award.receiver().orElse(spec.store()),
        spec.customerReference(),
        award.lines(),
        award.at(),
        award.confirmBy(),
        spec.isSupply() ? Optional.empty() : Optional.of(postedAt));
  }
}
