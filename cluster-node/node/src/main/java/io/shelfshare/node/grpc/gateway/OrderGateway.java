package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.ShortReason;
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

  /**
   * The supplier found units.
   *
   * @param found everything that is pending where it is empty
   */
  CompletionStage<Answer<OrderView>> confirm(
      OrderId id, List<Units> found, Optional<ShortReason> shortReason, Mutation mutation);

  /** The supplier packed. */
  CompletionStage<Answer<OrderView>> pack(OrderId id, Mutation mutation);

  /** The supplier sent units off. */
  CompletionStage<Answer<OrderView>> ship(OrderId id, Parcel parcel, Mutation mutation);

  /**
   * Units arrived.
   *
   * @param receipts everything that is in transit, in order, where it is empty
   */
  CompletionStage<Answer<OrderView>> receive(
      OrderId id, List<OrderEvent.Receipt> receipts, Mutation mutation);

  /** The supplier gives the order up. */
  CompletionStage<Answer<OrderView>> release(OrderId id, ShortReason reason, Mutation mutation);

  /**
   * What is sent off.
   *
   * @param lines everything that is pending where it is empty
   * @param carrier empty where the store carries it itself
   */
  record Parcel(
      List<Units> lines, Optional<ShortReason> shortReason, String carrier, String trackingNumber) {
    public Parcel {
      lines = List.copyOf(lines);
    }
  }
}
