package io.shelfshare.node;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.notify.News;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.node.order.TransferOrderEntity;
import java.util.concurrent.CompletionStage;

/** Asks an order whether its supplier still has to be reminded. */
final class Reminders {
  private static final String ORDERS = "transferOrders/";

  private final Market market;

  Reminders(Market market) {
    this.market = market;
  }

  /** True while the order waits for the very deadline that the reminder is about. */
  CompletionStage<Boolean> isDue(News news) {
    OrderId order = new OrderId(news.subject().substring(ORDERS.length()));
    return market
        .asks()
        .<TransferOrderEntity.Command, TransferOrderEntity.Viewed>ask(
            market.order(order), TransferOrderEntity.Get::new, market.settings().answerWithin())
        .thenApply(answer -> answer.view().flatMap(OrderView::dueBy).equals(news.until()));
  }
}
