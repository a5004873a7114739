package io.shelfshare.simulation;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.Liable;
import io.shelfshare.domain.order.OrderCommand;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import io.shelfshare.domain.order.OrderEvent.Return;
import io.shelfshare.domain.order.OrderEvent.Shipment;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.order.ReceiptReason;
import io.shelfshare.domain.order.ShortReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What clerks, drivers and customers do to orders: mostly what comes next, sometimes anything. */
final class OrderClerks {
  private static final int KINDS = 12;

  private final World world;
  private final Calls calls;

  OrderClerks(World world, Calls calls) {
    this.world = world;
    this.calls = calls;
  }

  private int dice(int sides) {
    return world.random().nextInt(sides);
  }

  void act() {
    List<OrderNode> going = new ArrayList<>();
    for (OrderNode order : world.orders()) {
      if (order.view().isPresent() && !order.isOver()) {
        going.add(order);
      }
    }
    if (going.isEmpty()) {
      calls.again();
      return;
    }
    OrderNode order = world.anyNodeOf(going);
    OrderView view = order.view().orElseThrow();
    if (dice(30) == 0) {
      calls.call(order, "says something", order::say);
      return;
    }
    OrderCommand command = dice(4) == 0 ? anything(view, dice(KINDS)) : next(view);
    calls.call(order, command.toString(), sent -> order.act(command, sent));
  }

  /** What mostly comes next in its state. */
  private OrderCommand next(OrderView view) {
    return switch (view.status()) {
      case AWARDED -> dice(8) == 0 ? anything(view, 2) : anything(view, 0);
      case CONFIRMED -> dice(2) == 0 ? new OrderCommand.Pack() : ship(view);
      case PACKED -> ship(view);
      case SHIPPED -> dice(5) == 0 ? anything(view, 4) : anything(view, 3);
      case ARRIVED -> anything(view, 3);
      case RETURNING -> anything(view, 9);
      case RECEIVED, RETURNED, LOST, SETTLED -> anything(view, 6 + dice(3));
      case CLOSED, RELEASED, CANCELLED -> anything(view, dice(KINDS));
    };
  }

  private OrderCommand anything(OrderView view, int kind) {
    StoreId supplier = view.terms().supplier();
    List<Units> some = dice(2) == 0 ? List.of() : List.of(new Units(sku(view), 1));
    return switch (kind) {
      case 0 -> confirm(view);
      case 1 -> ship(view);
      case 2 -> new OrderCommand.Release(reason());
      case 3 -> receive(view);
      case 4 -> new OrderCommand.Arrive();
      case 5 -> new OrderCommand.Recall(dice(2) == 0 ? supplier : view.terms().requester());
      case 6 -> new OrderCommand.ConfirmLost(some, Liable.values()[dice(3)]);
      case 7 -> new OrderCommand.Find(some);
      case 8 ->
          new OrderCommand.GiveBack(
              some,
              Optional.of(ReceiptReason.CUSTOMER_RETURNED),
              List.of(),
              dice(2) == 0 ? Optional.of(supplier) : Optional.empty());
      case 9 ->
          new OrderCommand.ReceiveReturn(
              dice(2) == 0
                  ? List.of()
                  : List.of(new Return(sku(view), dice(2), dice(2), List.of())));
      case 10 -> new OrderCommand.Withdraw();
      default -> new OrderCommand.Pack();
    };
  }

  private SkuId sku(OrderView view) {
    return dice(10) == 0 ? world.any(World.SKUS) : world.any(view.lines()).sku();
  }

  private ShortReason reason() {
    return ShortReason.values()[dice(ShortReason.values().length)];
  }

  /** All of it, some of it, or what the till has left of it, before the order heard of that. */
  private OrderCommand confirm(OrderView view) {
    int dice = dice(6);
    if (dice == 0) {
      return new OrderCommand.Confirm(List.of(new Units(sku(view), 1)), Optional.of(reason()));
    } else if (dice < 3) {
      List<Units> there =
          world
              .store(view.terms().supplier())
              .stock()
              .holdOf(view.terms().order())
              .map(hold -> hold.held())
              .orElse(List.of());
      return new OrderCommand.Confirm(there, Optional.of(reason()));
    }
    return new OrderCommand.Confirm(List.of(), Optional.empty());
  }

  private OrderCommand ship(OrderView view) {
    List<Units> lines = dice(5) == 0 ? List.of(new Units(sku(view), 1)) : List.of();
    return new OrderCommand.Ship(
        lines,
        lines.isEmpty() ? Optional.empty() : Optional.of(reason()),
        new Shipment("SF", "1Z", Optional.empty()));
  }

  private OrderCommand receive(OrderView view) {
    Optional<StoreId> nearer =
        dice(2) == 0 ? Optional.of(view.terms().supplier()) : Optional.empty();
    if (dice(3) == 0) {
      return new OrderCommand.Receive(List.of(), nearer);
    }
    SkuId sku = sku(view);
    boolean sent = view.lines().stream().anyMatch(line -> line.sku().equals(sku));
    Receipt parcel =
        new Receipt(
            sku,
            sent ? dice(3) : 0,
            sent ? dice(2) : 0,
            sent ? dice(2) : 0,
            sent && dice(3) > 0 ? 0 : 1,
            Optional.of(ReceiptReason.OTHER),
            List.of("photo"));
    return new OrderCommand.Receive(List.of(parcel), nearer);
  }
}
