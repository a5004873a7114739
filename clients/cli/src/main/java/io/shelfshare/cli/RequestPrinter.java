package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.TransferRequest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows transfer requests to people. */
final class RequestPrinter {
  private final Session session;

  RequestPrinter(Session session) {
    this.session = session;
  }

  /** Shows one request with its lines and awards. */
  void print(TransferRequest request) {
    Terminal terminal = session.terminal();
    terminal.data(
        terminal.styled(Terminal.Look.BOLD, ResourceNames.id(request.getName()))
            + "  "
            + state(request)
            + "  "
            + ResourceNames.id(request.getStore())
            + destination(request));
    terminal.data(
        session.words().of("request.expires", session.times().relative(request.getExpireTime()))
            + (request.hasNeededBy()
                ? "  "
                    + session
                        .words()
                        .of("request.needed", session.times().relative(request.getNeededBy()))
                : "")
            + (request.getAllOrNothing() ? "  " + session.words().of("request.all-or-nothing") : "")
            + (request.getSplitLimit() > 0
                ? "  " + session.words().of("request.split-limit", request.getSplitLimit())
                : ""));
    if (!request.getNote().isEmpty()) {
      terminal.data(request.getNote().replaceAll("\\p{Cntrl}", " "));
    }
    Table lines =
        new Table(session.words().headings("sku", "quantity", "covered", "open", "received"));
    for (RequestLine line : request.getLinesList()) {
      lines.row(
          ResourceNames.id(line.getSku()),
          line.getQuantity(),
          line.getCovered(),
          line.getOpen(),
          line.getReceived());
    }
    terminal.data(lines);
    new CoursePrinter(session).print(request);
    awards(request);
  }

  private void awards(TransferRequest request) {
    if (request.getAwardsCount() == 0) {
      return;
    }
    Table awards = new Table(session.words().headings("order", "supplier", "units", "awarded"));
    request
        .getAwardsList()
        .forEach(
            award ->
                awards.row(
                    ResourceNames.id(award.getTransferOrder()),
                    ResourceNames.id(award.getStore()),
                    award.getLinesList().stream()
                        .map(l -> ResourceNames.id(l.getSku()) + "=" + l.getQuantity())
                        .collect(Collectors.joining(" ")),
                    session.times().relative(award.getAwardTime())));
    session.terminal().data(awards);
  }

  /** Shows requests in rows. */
  void print(List<TransferRequest> requests) {
    Table table =
        new Table(
            session.words().headings("request", "store", "state", "wanted", "distance", "expires"));
    for (TransferRequest request : requests) {
      table.row(
          ResourceNames.id(request.getName()),
          ResourceNames.id(request.getStore()),
          state(request),
          wanted(request),
          distance(request),
          session.times().relative(request.getExpireTime()));
    }
    session.show(table, "empty.requests");
  }

  /** One request in one line, for a watch. */
  String line(TransferRequest request) {
    return ResourceNames.id(request.getName())
        + "  "
        + ResourceNames.id(request.getStore())
        + "  "
        + state(request)
        + "  "
        + wanted(request)
        + "  "
        + distance(request)
        + "  "
        + session.times().relative(request.getExpireTime());
  }

  String state(TransferRequest request) {
    String name = request.getState().name().replace("STATE_", "");
    return session.words().ofOr("state.request." + name, name);
  }

  private String wanted(TransferRequest request) {
    return request.getLinesList().stream()
        .map(
            line ->
                ResourceNames.id(line.getSku())
                    + "="
                    + (line.getOpen() == line.getQuantity()
                        ? String.valueOf(line.getQuantity())
                        : line.getOpen() + "/" + line.getQuantity()))
        .collect(Collectors.joining(" "));
  }

  private static String distance(TransferRequest request) {
    return request.getDistanceKm() > 0
        ? String.format(Locale.ROOT, "%.1f km", request.getDistanceKm())
        : "-";
  }

  private String destination(TransferRequest request) {
    return request.getDestination().hasCustomerReference()
        ? "  "
            + session
                .words()
                .of("request.to-customer", request.getDestination().getCustomerReference())
        : "";
  }
}
