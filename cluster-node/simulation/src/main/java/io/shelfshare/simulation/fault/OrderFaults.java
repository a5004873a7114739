package io.shelfshare.simulation.fault;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import java.time.Instant;
import java.util.List;

/** Faults of orders, and of how mutations are read. */
final class OrderFaults {
  private OrderFaults() {}

  /** Changes each event that an order persists. */
  private abstract static class Changed extends Seam {
    abstract OrderEvent changed(OrderEvent event);

    @Override
    public final List<OrderEvent> order(List<OrderEvent> decided) {
      return decided.stream().map(this::changed).toList();
    }
  }

  static final class ReceiptTwice extends Changed {
    @Override
    OrderEvent changed(OrderEvent event) {
      return event instanceof OrderEvent.Received e
          ? new OrderEvent.Received(
              e.at(), e.by(), e.receipts().stream().map(ReceiptTwice::twice).toList(), e.returnTo())
          : event;
    }

    private static OrderEvent.Receipt twice(OrderEvent.Receipt one) {
      return new OrderEvent.Receipt(
          one.sku(),
          2 * one.accepted(),
          one.damaged(),
          one.refused(),
          one.surplus(),
          one.reason(),
          one.photos());
    }
  }

  static final class ReturnTwice extends Changed {
    @Override
    OrderEvent changed(OrderEvent event) {
      return event instanceof OrderEvent.ReturnReceived e
          ? new OrderEvent.ReturnReceived(
              e.at(),
              e.by(),
              e.returns().stream()
                  .map(
                      one ->
                          new OrderEvent.Return(
                              one.sku(), 2 * one.good(), one.damaged(), one.photos()))
                  .toList())
          : event;
    }
  }

  static final class ShippedMore extends Changed {
    @Override
    OrderEvent changed(OrderEvent event) {
      return event instanceof OrderEvent.Shipped e
          ? new OrderEvent.Shipped(
              e.at(),
              e.by(),
              e.shipped().stream()
                  .map(units -> new Units(units.sku(), units.quantity() + 1))
                  .toList(),
              e.shortReason(),
              e.shipment())
          : event;
    }
  }

  static final class ArrivalDropped extends Seam {
    @Override
    public boolean reaches(Receiver receiver) {
      return receiver != Receiver.DESTINATION;
    }
  }

  static final class NotAfterIgnored extends Seam {
    @Override
    public Mutation mutation(Op op, Mutation sent) {
      return new Mutation(sent.actor(), sent.id(), sent.fingerprint(), Instant.MAX);
    }
  }

  static final class BodyIgnored extends Seam {
    @Override
    public Mutation mutation(Op op, Mutation sent) {
      return op == Op.RECORD
          ? sent
          : new Mutation(sent.actor(), sent.id(), "any body", sent.notAfter());
    }
  }
}
