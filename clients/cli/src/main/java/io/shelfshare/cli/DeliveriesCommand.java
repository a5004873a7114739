package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.market.v1.ListDeliveriesRequest;
import io.shelfshare.market.v1.ListDeliveriesResponse;
import io.shelfshare.market.v1.SentMessage;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was sent to an endpoint, newest first. */
@Command(name = "deliveries")
final class DeliveriesCommand extends ApiCommand {
  @Parameters(paramLabel = "ENDPOINT", descriptionKey = "param.endpoint")
  private String endpoint = "";

  @Option(names = "--limit", paramLabel = "N")
  private int limit = 50;

  @Override
  int run(Session session) {
    ListDeliveriesRequest call =
        ListDeliveriesRequest.newBuilder()
            .setParent(EndpointCommand.name(endpoint))
            .setPageSize(limit)
            .build();
    ListDeliveriesResponse found =
        session.call(() -> session.client().notifications().listDeliveries(call));
    session.answer(found, () -> print(session, found));
    return ExitCodes.OK;
  }

  private static void print(Session session, ListDeliveriesResponse found) {
    Table table =
        new Table(session.words().headings("when", "topic", "state", "attempts", "why", "message"));
    for (SentMessage delivery : found.getDeliveriesList()) {
      table.row(
          session.times().relative(delivery.getQueueTime()),
          EndpointCommand.word(delivery.getTopic()),
          delivery.getState().name().replace("STATE_", "").toLowerCase(Locale.ROOT),
          Integer.toString(delivery.getAttempts()),
          delivery.getRemark(),
          delivery.getMessageId());
    }
    session.show(table, "deliveries.none");
  }
}
