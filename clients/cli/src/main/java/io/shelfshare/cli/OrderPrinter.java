package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.OrderLine;
import io.shelfshare.market.v1.OrderRemark;
import io.shelfshare.market.v1.TransferOrder;
import java.util.List;
import java.util.Locale;
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
    way(order);
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
                    "refused",
                    "returning",
                    "lost",
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
          line.getRefused(),
          line.getReturning(),
          line.getLost() + line.getLostBack(),
          line.getShorted(),
          line.getCancelled());
    }
    terminal.data(lines);
    remarks(order);
    if (order.getMessageCount() > 0) {
      terminal.note(
          session
              .words()
              .of("order.messages", order.getMessageCount(), ResourceNames.id(order.getName())));
    }
  }

  private void way(TransferOrder order) {
    Terminal terminal = session.terminal();
    if (order.getLossSuspected()) {
      terminal.data(terminal.styled(Terminal.Look.RED, session.words().of("order.loss-suspected")));
    }
    if (!order.getReturnStore().isEmpty()) {
      terminal.data(
          session.words().of("order.return-store", ResourceNames.id(order.getReturnStore())));
    }
    boolean confirms = order.getState() == TransferOrder.State.STATE_AWARDED;
    if (order.hasDueTime() && !confirms) {
      terminal.data(session.words().of("order.due", session.times().relative(order.getDueTime())));
    }
  }

  /** What did not go as it should; told one by one, and never netted. */
  private void remarks(TransferOrder order) {
    if (order.getRemarksCount() == 0) {
      return;
    }
    Table remarks =
        new Table(session.words().headings("remark", "sku", "units", "reason", "photos", "when"));
    for (OrderRemark remark : order.getRemarksList()) {
      String kind = remark.getKind().name().replace("KIND_", "");
      String reason = remark.getReason().name().replace("RECEIPT_REASON_", "");
      remarks.row(
          session.words().ofOr("remark." + kind, kind),
          ResourceNames.id(remark.getSku()),
          remark.getUnits(),
          reason.equals("UNSPECIFIED") ? "" : reason.toLowerCase(Locale.ROOT),
          String.join(" ", remark.getPhotosList()),
          session.times().relative(remark.getRemarkTime()));
    }
    session.terminal().data("");
    session.terminal().data(remarks);
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
