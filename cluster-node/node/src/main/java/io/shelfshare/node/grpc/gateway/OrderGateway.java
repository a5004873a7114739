package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.order.OrderCommand;
import io.shelfshare.domain.order.OrderMessage;
import io.shelfshare.domain.order.OrderView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The units on their way. The edge has checked with {@link #get} that the caller may act for the
 * side that a step belongs to.
 */
public interface OrderGateway {
  /** From the order itself; {@code NOT_FOUND} where there is none. */
  CompletionStage<Answer<OrderView>> get(OrderId id);

  /** At most {@code limit} orders that match, newest first, from the first after {@code after}. */
  CompletionStage<Answer<List<OrderView>>> list(
      OrderQuery query, Optional<OrderQuery.Position> after, int limit);

  /** A person does something to it; the answer is the order as it is then. */
  CompletionStage<Answer<OrderView>> act(OrderId id, OrderCommand command, Mutation mutation);

  /** A party says something; the answer is the message as it stands in the thread. */
  CompletionStage<Answer<OrderMessage>> say(OrderId id, Saying saying, Mutation mutation);

  /** At most {@code limit} messages of its thread, oldest first, after number {@code after}. */
  CompletionStage<Answer<List<OrderMessage>>> messages(OrderId id, int after, int limit);

  /**
   * What a party says.
   *
   * @param photos opaque references to pictures
   */
  record Saying(OrderMessage.Side from, String text, List<String> photos) {
    public Saying {
      photos = List.copyOf(photos);
    }
  }
}
