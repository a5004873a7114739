package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.OrderLine;
import io.shelfshare.market.v1.TransferOrder;
import java.util.List;
import java.util.stream.Collectors;

/** Shows transfer orders to people. */
final class OrderPrinter {
  private final Session session;

  OrderPrinter(Session session) {
    this.session = session;
  }

  /** Shows one order with its lines. */
  void print(TransferOrder order) {
    Terminal terminal = session.terminal();
    terminal.data(
        terminal.styled(Terminal.Look.BOLD, ResourceNames.id(order.getName()))
            + "  "
            + state(order)
            + "  "
            + ResourceNames.id(order.getSupplierStore())
            + " → "
            + (order.getDestination().hasCustomerReference()
                ? session
                    .words()
                    .of("request.to-customer", order.getDestination().getCustomerReference())
                : ResourceNames.id(order.getRequestingStore())));
    if (order.getState() == TransferOrder.State.STATE_AWARDED) {
      terminal.data(
          session.words().of("order.confirm", session.times().relative(order.getConfirmBy())));
    }
    if (order.getCancelRequested()) {
      terminal.data(session.words().of("order.cancel-requested"));
    }
    if (!order.getEndReason().isEmpty()) {
      terminal.data(session.words().of("order.end-reason", order.getEndReason()));
    }
    if (!order.getShipment().getCarrier().isEmpty()
        || !order.getShipment().getTrackingNumber().isEmpty()) {
      terminal.data(
          session
              .words()
              .of(
                  "order.shipment",
                  order.getShipment().getCarrier().replaceAll("\\p{Cntrl}", " "),
                  order.getShipment().getTrackingNumber().replaceAll("\\p{Cntrl}", " ")));
    }
    Table lines =
        new Table(
            session
                .words()
                .headings(
                    "sku",
                    "awarded",
                    "pending",
                    "shipped",
                    "transit",
                    "accepted",
                    "damaged",
                    "shorted",
                    "cancelled"));
    for (OrderLine line : order.getLinesList()) {
      lines.row(
          ResourceNames.id(line.getSku()),
          line.getAwarded(),
          line.getPending(),
          line.getShipped(),
          line.getInTransit(),
          line.getAccepted(),
          line.getDamaged(),
          line.getShorted(),
          line.getCancelled());
    }
    terminal.data(lines);
  }

  /** Shows orders in rows. */
  void print(List<TransferOrder> orders) {
    Table table =
        new Table(
            session.words().headings("order", "supplier", "store", "state", "units", "awarded"));
    for (TransferOrder order : orders) {
      table.row(
          ResourceNames.id(order.getName()),
          ResourceNames.id(order.getSupplierStore()),
          ResourceNames.id(order.getRequestingStore()),
          state(order),
          order.getLinesList().stream()
              .map(line -> ResourceNames.id(line.getSku()) + "=" + line.getAwarded())
              .collect(Collectors.joining(" ")),
          session.times().relative(order.getAwardTime()));
    }
    session.show(table, "empty.orders");
  }

  private String state(TransferOrder order) {
    String name = order.getState().name().replace("STATE_", "");
    return session.words().ofOr("state.order." + name, name);
  }
}
