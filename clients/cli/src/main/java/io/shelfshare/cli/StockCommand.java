package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.GetStockLineRequest;
import io.shelfshare.market.v1.ListCountTasksRequest;
import io.shelfshare.market.v1.ListCountTasksResponse;
import io.shelfshare.market.v1.ListStockLinesRequest;
import io.shelfshare.market.v1.ListStockLinesResponse;
import io.shelfshare.market.v1.StockLine;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads and records a store's stock. */
@Command(
    name = "stock",
    subcommands = {
      StockCommand.Show.class,
      StockCommand.ListAll.class,
      StockCommand.Tasks.class,
      StockQueryCommand.class,
      StockRecordCommand.class
    })
final class StockCommand extends Group {

  /** Shows one stock line. */
  @Command(name = "show")
  static final class Show extends ApiCommand {
    @Parameters(paramLabel = "[STORE/]SKU", descriptionKey = "param.stock-line")
    private String line = "";

    @Override
    int run(Session session) throws UsageProblem {
      String name = lineName(session, line);
      StockLine found =
          session.call(
              () ->
                  session
                      .client()
                      .stock()
                      .getStockLine(GetStockLineRequest.newBuilder().setName(name).build()));
      session.answer(found, () -> print(session, List.of(found)));
      return ExitCodes.OK;
    }
  }

  /** The resource name of a line that was typed. */
  static String lineName(Session session, String line) throws UsageProblem {
    if (line.startsWith("stores/") && line.contains("/stockLines/")) {
      return line;
    }
    int slash = line.startsWith("skus/") ? -1 : line.indexOf('/');
    return slash < 0
        ? ResourceNames.stockLine(session.store(), line)
        : ResourceNames.stockLine(line.substring(0, slash), line.substring(slash + 1));
  }

  /** Lists a store's lines. */
  @Command(name = "list")
  static final class ListAll extends ApiCommand {
    @Option(names = "--prefix", paramLabel = "SKU")
    private String prefix = "";

    @Option(names = "--available")
    private boolean available;

    @Option(names = "--limit", paramLabel = "N")
    private int limit = 100;

    @Override
    int run(Session session) throws UsageProblem {
      List<StockLine> lines =
          session
              .client()
              .listStockLines(
                  ListStockLinesRequest.newBuilder()
                      .setParent(session.store())
                      .setSkuPrefix(prefix)
                      .setPageSize(1000)
                      .build())
              .filter(line -> !available || line.getAvailable() > 0)
              .limit(Math.max(0, limit))
              .toList();
      session.answer(
          ListStockLinesResponse.newBuilder().addAllStockLines(lines).build(),
          () -> print(session, lines));
      return ExitCodes.OK;
    }
  }

  /** Lists the lines that should be counted. */
  @Command(name = "tasks")
  static final class Tasks extends ApiCommand {
    @Option(names = "--limit", paramLabel = "N")
    private int limit = 100;

    @Override
    int run(Session session) throws UsageProblem {
      List<StockLine> lines =
          session
              .client()
              .listCountTasks(
                  ListCountTasksRequest.newBuilder()
                      .setParent(session.store())
                      .setPageSize(1000)
                      .build())
              .limit(Math.max(0, limit))
              .toList();
      session.answer(
          ListCountTasksResponse.newBuilder().addAllStockLines(lines).build(),
          () -> printTasks(session, lines));
      return ExitCodes.OK;
    }
  }

  private static void printTasks(Session session, List<StockLine> lines) {
    Table table =
        new Table(session.words().headings("sku", "on-hand", "confidence", "to-count", "since"));
    for (StockLine line : lines) {
      table.row(
          ResourceNames.id(line.getSku()),
          line.getOnHand(),
          line.getConfidence() + " %",
          reason(session, line),
          session.times().relative(line.getCountDueSince()));
    }
    session.show(table, "empty.tasks");
  }

  private static String reason(Session session, StockLine line) {
    String reason = line.getCountReason().name().replace("COUNT_REASON_", "");
    return reason.equals("UNSPECIFIED") ? "" : session.words().ofOr("count." + reason, reason);
  }

  static void print(Session session, List<StockLine> lines) {
    Table table =
        new Table(
            session
                .words()
                .headings(
                    "sku",
                    "on-hand",
                    "reserved",
                    "safety",
                    "available",
                    "inbound",
                    "unsellable",
                    "confidence",
                    "to-count"));
    for (StockLine line : lines) {
      table.row(
          ResourceNames.id(line.getSku()),
          line.getOnHand(),
          line.getReserved(),
          line.getSafety(),
          line.getAvailable(),
          line.getInbound(),
          line.getUnsellable(),
          line.getConfidence() + " %",
          reason(session, line));
    }
    session.show(table, "empty.stock");
  }
}
