package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.AggregateStockRequest;
import io.shelfshare.market.v1.AggregateStockResponse;
import io.shelfshare.market.v1.ExportReportRequest;
import io.shelfshare.market.v1.QueryStockRequest;
import io.shelfshare.market.v1.QueryStockResponse;
import io.shelfshare.market.v1.StockDimension;
import io.shelfshare.market.v1.StockFigures;
import io.shelfshare.market.v1.StockFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks for the stock of many stores, line by line or summed up. */
@Command(name = "query")
final class StockQueryCommand extends ApiCommand {
  private static final int PAGE_MAX = 1000;

  /** What stock is summed by; typed in lower case. */
  enum Dimension {
    region,
    owner,
    store,
    style,
    sku,
    colour,
    size
  }

  @Option(names = "--sku", paramLabel = "SKU")
  private Optional<String> sku = Optional.empty();

  @Option(names = "--style", paramLabel = "STYLE")
  private String style = "";

  @Option(names = "--region", paramLabel = "PATH")
  private String region = "";

  @Option(names = "--owner", paramLabel = "OWNER")
  private Optional<String> owner = Optional.empty();

  @Option(names = "--by", paramLabel = "WHAT", split = ",")
  private List<Dimension> by = new ArrayList<>();

  @Option(names = "--depth", paramLabel = "N")
  private int depth;

  @Option(names = "--empty")
  private boolean empty;

  @Option(names = "--limit", paramLabel = "N")
  private int limit = 100;

  @Option(names = "--out", paramLabel = "FILE", descriptionKey = "option.report.out")
  private Optional<Path> out = Optional.empty();

  @Override
  int run(Session session) throws UsageProblem {
    StockFilter filter =
        StockFilter.newBuilder()
            .setSku(sku.map(ResourceNames::sku).orElse(""))
            .setStyle(style)
            .setRegion(region)
            .setOwner(owner.map(ResourceNames::owner).orElse(""))
            .setStore(session.chosenStore().map(ResourceNames::store).orElse(""))
            .setIncludeEmpty(empty)
            .build();
    if (out.isPresent()) {
      ExportReportRequest.Builder report = ExportReportRequest.newBuilder();
      if (by.isEmpty()) {
        report.setStockLines(QueryStockRequest.newBuilder().setFilter(filter));
      } else {
        report.setStock(grouped(filter));
      }
      return ReportFile.write(session, report, out.get());
    }
    if (by.isEmpty()) {
      lines(session, filter);
    } else {
      sums(session, filter);
    }
    return ExitCodes.OK;
  }

  private void lines(Session session, StockFilter filter) {
    QueryStockRequest query =
        QueryStockRequest.newBuilder()
            .setFilter(filter)
            .setPageSize(Math.max(1, Math.min(PAGE_MAX, limit)))
            .build();
    QueryStockResponse first = session.call(() -> session.client().reports().queryStock(query));
    Stream<QueryStockResponse.Line> rest =
        first.getNextPageToken().isEmpty()
            ? Stream.of()
            : session
                .client()
                .queryStock(query.toBuilder().setPageToken(first.getNextPageToken()).build());
    List<QueryStockResponse.Line> lines =
        Stream.concat(first.getLinesList().stream(), rest).limit(Math.max(0, limit)).toList();
    session.answer(
        QueryStockResponse.newBuilder().addAllLines(lines).setTotal(first.getTotal()).build(),
        () -> printLines(session, lines, first.getTotal()));
  }

  private static void printLines(
      Session session, List<QueryStockResponse.Line> lines, StockFigures total) {
    List<String> headings =
        new ArrayList<>(
            session.words().headings("sku", "style", "colour", "size", "store", "owner", "region"));
    headings.addAll(figureHeadings(session));
    Table table = new Table(headings);
    for (QueryStockResponse.Line line : lines) {
      List<Object> cells =
          new ArrayList<>(
              List.of(
                  ResourceNames.id(line.getSku()),
                  line.getStyle(),
                  line.getColour(),
                  line.getSize(),
                  ResourceNames.id(line.getStore()),
                  ResourceNames.id(line.getOwner()),
                  line.getRegion()));
      cells.addAll(figures(session, line.getFigures()));
      table.row(cells.toArray());
    }
    session.show(table, "empty.stock");
    note(session, total);
  }

  private AggregateStockRequest grouped(StockFilter filter) {
    return AggregateStockRequest.newBuilder()
        .setFilter(filter)
        .addAllGroupBy(by.stream().map(StockQueryCommand::dimension).toList())
        .setRegionDepth(depth)
        .setPageSize(PAGE_MAX)
        .build();
  }

  private void sums(Session session, StockFilter filter) {
    AggregateStockRequest query = grouped(filter);
    AggregateStockResponse first =
        session.call(() -> session.client().reports().aggregateStock(query));
    Stream<AggregateStockResponse.Group> rest =
        first.getNextPageToken().isEmpty()
            ? Stream.of()
            : session
                .client()
                .aggregateStock(query.toBuilder().setPageToken(first.getNextPageToken()).build());
    List<AggregateStockResponse.Group> groups =
        Stream.concat(first.getGroupsList().stream(), rest).toList();
    session.answer(
        AggregateStockResponse.newBuilder().addAllGroups(groups).setTotal(first.getTotal()).build(),
        () -> printSums(session, groups, first.getTotal()));
  }

  private void printSums(
      Session session, List<AggregateStockResponse.Group> groups, StockFigures total) {
    List<String> headings =
        new ArrayList<>(
            session.words().headings(by.stream().map(Dimension::name).toArray(String[]::new)));
    headings.addAll(figureHeadings(session));
    headings.addAll(session.words().headings("lines"));
    Table table = new Table(headings);
    for (AggregateStockResponse.Group group : groups) {
      List<Object> cells = new ArrayList<>();
      for (int i = 0; i < by.size(); i++) {
        String value = group.getKey(i);
        boolean resource =
            switch (by.get(i)) {
              case owner, store, sku -> true;
              case region, style, colour, size -> false;
            };
        cells.add(resource ? ResourceNames.id(value) : value);
      }
      cells.addAll(figures(session, group.getFigures()));
      cells.add(group.getFigures().getLineCount());
      table.row(cells.toArray());
    }
    session.show(table, "empty.stock");
    note(session, total);
  }

  private static List<String> figureHeadings(Session session) {
    return session
        .words()
        .headings("on-hand", "reserved", "safety", "available", "inbound", "unsellable");
  }

  /** What is not told is empty; where it is only told that there are some, a word stands. */
  private static List<Object> figures(Session session, StockFigures of) {
    if (of.getLineCount() > 0 && of.getQuantityHiddenCount() == of.getLineCount()) {
      return List.of("", "", "", session.words().of("find.some"), "", "");
    }
    if (of.getAvailableOnlyCount() + of.getQuantityHiddenCount() == of.getLineCount()) {
      return List.of("", "", "", of.getAvailable(), "", "");
    }
    return List.of(
        of.getOnHand(),
        of.getReserved(),
        of.getSafety(),
        of.getAvailable(),
        of.getInbound(),
        of.getUnsellable());
  }

  private static void note(Session session, StockFigures total) {
    session
        .terminal()
        .note(
            session
                .words()
                .of(
                    "stock.total",
                    total.getLineCount(),
                    total.getOnHand(),
                    total.getReserved(),
                    total.getAvailable(),
                    total.getInbound()));
    long partly = total.getAvailableOnlyCount() + total.getQuantityHiddenCount();
    if (partly > 0) {
      session.terminal().note(session.words().of("stock.partly", partly));
    }
  }

  private static StockDimension dimension(Dimension typed) {
    return StockDimension.valueOf("STOCK_DIMENSION_" + typed.name().toUpperCase(Locale.ROOT));
  }
}
