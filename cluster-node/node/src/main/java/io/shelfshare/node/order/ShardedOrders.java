package io.shelfshare.node.order;

import akka.actor.typed.ActorRef;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.ShortReason;
import io.shelfshare.node.Market;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.OrderGateway;
import io.shelfshare.node.grpc.gateway.OrderQuery;
import io.shelfshare.node.grpc.gateway.OrderView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Orders as the edge reaches them: the order itself, or the table of stores' orders. */
public final class ShardedOrders implements OrderGateway {
  private final Market market;
  private final Duration answerWithin;

  public ShardedOrders(Market market) {
    this.market = market;
    this.answerWithin = market.settings().answerWithin();
  }

  @Override
  public CompletionStage<Answer<OrderView>> get(OrderId id) {
    return ask(id, TransferOrderEntity.Get::new);
  }

  @Override
  public CompletionStage<Answer<List<OrderView>>> list(
      OrderQuery query, Optional<OrderQuery.Position> after, int limit) {
    return market
        .readSide()
        .storeOrders()
        .list(query, after, limit, market.clock().instant())
        .thenApply(Answer::ok);
  }

  @Override
  public CompletionStage<Answer<OrderView>> confirm(
      OrderId id, List<Units> found, Optional<ShortReason> shortReason, Mutation mutation) {
    return ask(
        id, replyTo -> new TransferOrderEntity.Confirm(found, shortReason, mutation, replyTo));
  }

  @Override
  public CompletionStage<Answer<OrderView>> pack(OrderId id, Mutation mutation) {
    return ask(id, replyTo -> new TransferOrderEntity.Pack(mutation, replyTo));
  }

  @Override
  public CompletionStage<Answer<OrderView>> ship(OrderId id, Parcel parcel, Mutation mutation) {
    return ask(
        id,
        replyTo ->
            new TransferOrderEntity.Ship(
                parcel.lines(),
                parcel.shortReason(),
                parcel.carrier(),
                parcel.trackingNumber(),
                mutation,
                replyTo));
  }

  @Override
  public CompletionStage<Answer<OrderView>> receive(
      OrderId id, List<OrderEvent.Receipt> receipts, Mutation mutation) {
    return ask(id, replyTo -> new TransferOrderEntity.Receive(receipts, mutation, replyTo));
  }

  @Override
  public CompletionStage<Answer<OrderView>> release(
      OrderId id, ShortReason reason, Mutation mutation) {
    return ask(id, replyTo -> new TransferOrderEntity.Release(reason, mutation, replyTo));
  }

  private CompletionStage<Answer<OrderView>> ask(
      OrderId id,
      Function<ActorRef<TransferOrderEntity.Viewed>, TransferOrderEntity.Command> command) {
    return market
        .order(id)
        .<TransferOrderEntity.Viewed>ask(command::apply, answerWithin)
        .thenApply(
            viewed -> {
              Optional<Refusal> refusal = viewed.refusal();
              return viewed
                  .view()
                  .map(Answer::ok)
                  .orElseGet(() -> Answer.refused(refusal.orElseThrow()));
            });
  }
}
