package io.shelfshare.node.order;

import akka.actor.typed.ActorRef;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.order.OrderCommand;
import io.shelfshare.domain.order.OrderMessage;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.node.Market;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.OrderGateway;
import io.shelfshare.node.grpc.gateway.OrderQuery;
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
  public CompletionStage<Answer<OrderView>> act(
      OrderId id, OrderCommand command, Mutation mutation) {
    return ask(id, replyTo -> new TransferOrderEntity.Act(command, mutation, replyTo));
  }

  @Override
  public CompletionStage<Answer<OrderMessage>> say(OrderId id, Saying saying, Mutation mutation) {
    return market
        .asks()
        .<TransferOrderEntity.Command, TransferOrderEntity.Said>ask(
            market.order(id),
            replyTo ->
                new TransferOrderEntity.Say(
                    saying.from(), saying.text(), saying.photos(), mutation, replyTo),
            answerWithin)
        .thenApply(said -> answer(said.message(), said.refusal()));
  }

  @Override
  public CompletionStage<Answer<List<OrderMessage>>> messages(OrderId id, int after, int limit) {
    return market
        .asks()
        .<TransferOrderEntity.Command, TransferOrderEntity.Thread>ask(
            market.order(id),
            replyTo -> new TransferOrderEntity.GetThread(after, limit, replyTo),
            answerWithin)
        .thenApply(thread -> answer(Optional.of(thread.messages()), thread.refusal()));
  }

  private CompletionStage<Answer<OrderView>> ask(
      OrderId id,
      Function<ActorRef<TransferOrderEntity.Viewed>, TransferOrderEntity.Command> command) {
    return market
        .asks()
        .<TransferOrderEntity.Command, TransferOrderEntity.Viewed>ask(
            market.order(id), command, answerWithin)
        .thenApply(viewed -> answer(viewed.view(), viewed.refusal()));
  }

  private static <A> Answer<A> answer(Optional<A> done, Optional<Refusal> refusal) {
    return refusal.map(Answer::<A>refused).orElseGet(() -> Answer.ok(done.orElseThrow()));
  }
}
