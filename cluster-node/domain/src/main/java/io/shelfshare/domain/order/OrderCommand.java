package io.shelfshare.domain.order;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import io.shelfshare.domain.order.OrderEvent.Return;
import io.shelfshare.domain.order.OrderEvent.Shipment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a person does to an order, as it travels to it; {@link TransferOrder} says what it means.
 */
public sealed interface OrderCommand {
  /** What the order makes of it. */
  Decision<OrderEvent, OrderView> decide(TransferOrder order, Mutation mutation, Instant now);

  /** See {@link TransferOrder#confirm}. */
  record Confirm(List<Units> found, Optional<ShortReason> shortReason) implements OrderCommand {
    @Override
    public Decision<OrderEvent, OrderView> decide(
        TransferOrder order, Mutation mutation, Instant now) {
      return order.confirm(found, shortReason, mutation, now);
    }
  }

  /** See {@link TransferOrder#pack}. */
  record Pack() implements OrderCommand {
    @Override
    public Decision<OrderEvent, OrderView> decide(
        TransferOrder order, Mutation mutation, Instant now) {
      return order.pack(mutation, now);
    }
  }

  /** See {@link TransferOrder#ship}. */
  record Ship(List<Units> lines, Optional<ShortReason> shortReason, Shipment shipment)
      implements OrderCommand {
    @Override
    public Decision<OrderEvent, OrderView> decide(
        TransferOrder order, Mutation mutation, Instant now) {
      return order.ship(lines, shortReason, shipment, mutation, now);
    }
  }

  /** See {@link TransferOrder#arrive}. */
  record Arrive() implements OrderCommand {
    @Override
    public Decision<OrderEvent, OrderView> decide(
        TransferOrder order, Mutation mutation, Instant now) {
      return order.arrive(mutation, now);
    }
  }

  /** See {@link TransferOrder#receive}. */
  record Receive(List<Receipt> receipts, Optional<StoreId> nearer) implements OrderCommand {
    @Override
    public Decision<OrderEvent, OrderView> decide(
        TransferOrder order, Mutation mutation, Instant now) {
      return order.receive(receipts, nearer, mutation, now);
    }
  }

  /** See {@link TransferOrder#recall}. */
  record Recall(StoreId returnTo) implements OrderCommand {
    @Override
    public Decision<OrderEvent, OrderView> decide(
        TransferOrder order, Mutation mutation, Instant now) {
      return order.recall(returnTo, mutation, now);
    }
  }

  /** See {@link TransferOrder#confirmLost}. */
  record ConfirmLost(List<Units> lost, Liable liable) implements OrderCommand {
    @Override
    public Decision<OrderEvent, OrderView> decide(
        TransferOrder order, Mutation mutation, Instant now) {
      return order.confirmLost(lost, liable, mutation, now);
    }
  }

  /** See {@link TransferOrder#find}. */
  record Find(List<Units> found) implements OrderCommand {
    @Override
    public Decision<OrderEvent, OrderView> decide(
        TransferOrder order, Mutation mutation, Instant now) {
      return order.find(found, mutation, now);
    }
  }

  /**
   * What a customer gives back. See {@link TransferOrder#giveBack}.
   *
   * @param lines all that was accepted where it is empty
   * @param photos opaque references to pictures of it
   * @param nearer the nearer of the two stores to the customer; the asking store where nobody knows
   */
  record GiveBack(
      List<Units> lines,
      Optional<ReceiptReason> reason,
      List<String> photos,
      Optional<StoreId> nearer)
      implements OrderCommand {
    @Override
    public Decision<OrderEvent, OrderView> decide(
        TransferOrder order, Mutation mutation, Instant now) {
      return order.giveBack(this, mutation, now);
    }
  }

  /** See {@link TransferOrder#receiveReturn}. */
  record ReceiveReturn(List<Return> returns) implements OrderCommand {
    @Override
    public Decision<OrderEvent, OrderView> decide(
        TransferOrder order, Mutation mutation, Instant now) {
      return order.receiveReturn(returns, mutation, now);
    }
  }

  /** See {@link TransferOrder#release}. */
  record Release(ShortReason reason) implements OrderCommand {
    @Override
    public Decision<OrderEvent, OrderView> decide(
        TransferOrder order, Mutation mutation, Instant now) {
      return order.release(reason, mutation, now);
    }
  }

  /** See {@link TransferOrder#withdraw}. */
  record Withdraw() implements OrderCommand {
    @Override
    public Decision<OrderEvent, OrderView> decide(
        TransferOrder order, Mutation mutation, Instant now) {
      return order.withdraw(mutation, now);
    }
  }
}
