package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.ExportReportRequest;
import io.shelfshare.market.v1.Figures;
import io.shelfshare.market.v1.OrderSide;
import io.shelfshare.market.v1.QueryFiguresRequest;
import io.shelfshare.market.v1.QueryFiguresResponse;
import io.shelfshare.market.v1.QueryUnmetDemandRequest;
import io.shelfshare.market.v1.QueryUnmetDemandResponse;
import io.shelfshare.market.v1.ReportDimension;
import io.shelfshare.market.v1.UnmetDemand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks what some days came to. */
@Command(
    name = "report",
    subcommands = {
      ReportCommand.ShowFigures.class,
      ReportCommand.ShowUnmet.class,
      SellersCommand.class
    })
final class ReportCommand extends Group {
  private static final int PAGE_MAX = 1000;

  /** What reports are grouped by; typed in lower case. */
  enum Dimension {
    region,
    owner,
    store,
    day,
    style,
    sku
  }

  /** What all reports of days have in common. */
  abstract static class OfDays extends ApiCommand {
    @Option(names = "--from", paramLabel = "DAY", descriptionKey = "option.report.from")
    private String from = "";

    @Option(names = "--to", paramLabel = "DAY", descriptionKey = "option.report.to")
    private String to = "";

    @Option(names = "--region", paramLabel = "PATH", descriptionKey = "option.report.region")
    private String region = "";

    @Option(names = "--owner", paramLabel = "OWNER", descriptionKey = "option.report.owner")
    private Optional<String> owner = Optional.empty();

    @Option(names = "--by", paramLabel = "WHAT", split = ",", descriptionKey = "option.report.by")
    private List<Dimension> by = new ArrayList<>();

    @Option(names = "--depth", paramLabel = "N", descriptionKey = "option.report.depth")
    private int depth;

    @Option(names = "--out", paramLabel = "FILE", descriptionKey = "option.report.out")
    private Optional<Path> out = Optional.empty();

    final String owner() {
      return owner.map(ResourceNames::owner).orElse("");
    }

    static String store(Session session) {
      return session.chosenStore().map(ResourceNames::store).orElse("");
    }

    final List<ReportDimension> dimensions() {
      return by.stream()
          .map(one -> "REPORT_DIMENSION_" + one.name().toUpperCase(Locale.ROOT))
          .map(ReportDimension::valueOf)
          .toList();
    }

    final List<String> headings(Session session, String... columns) {
      List<String> headings =
          new ArrayList<>(
              session.words().headings(by.stream().map(Dimension::name).toArray(String[]::new)));
      headings.addAll(session.words().headings(columns));
      return headings;
    }

    /** A group's key as people read it. */
    final List<Object> key(List<String> key) {
      List<Object> shown = new ArrayList<>();
      for (int i = 0; i < key.size(); i++) {
        boolean resource =
            switch (by.get(i)) {
              case owner, store, sku -> true;
              case region, day, style -> false;
            };
        shown.add(resource ? ResourceNames.id(key.get(i)) : key.get(i));
      }
      return shown;
    }

    static String percent(int basisPoints) {
      return String.format(Locale.ROOT, "%d.%02d", basisPoints / 100, basisPoints % 100);
    }
  }

  /** Shows the four figures. */
  @Command(name = "figures")
  static final class ShowFigures extends OfDays {
    /** Which of an order's stores it counts for. */
    enum Side {
      requester,
      supplier
    }

    @Option(names = "--side", paramLabel = "SIDE")
    private Side side = Side.requester;

    @Override
    int run(Session session) throws UsageProblem {
      QueryFiguresRequest query =
          QueryFiguresRequest.newBuilder()
              .setFirstDay(super.from)
              .setLastDay(super.to)
              .setRegion(super.region)
              .setOwner(owner())
              .setStore(store(session))
              .setSide(OrderSide.valueOf("ORDER_SIDE_" + side.name().toUpperCase(Locale.ROOT)))
              .addAllGroupBy(dimensions())
              .setRegionDepth(super.depth)
              .setPageSize(PAGE_MAX)
              .build();
      if (super.out.isPresent()) {
        return ReportFile.write(
            session, ExportReportRequest.newBuilder().setFigures(query), super.out.get());
      }
      QueryFiguresResponse first =
          session.call(() -> session.client().reports().queryFigures(query));
      List<QueryFiguresResponse.Group> groups =
          session.client().queryFigures(query, first).toList();
      session.answer(
          first.toBuilder().clearGroups().addAllGroups(groups).clearNextPageToken().build(),
          () -> print(session, groups, first));
      return ExitCodes.OK;
    }

    private void print(
        Session session, List<QueryFiguresResponse.Group> groups, QueryFiguresResponse first) {
      Table table =
          new Table(
              headings(
                  session,
                  "orders",
                  "to-award",
                  "to-receipt",
                  "accuracy",
                  "kept",
                  "sold",
                  "delivered",
                  "on-hand",
                  "sell-through",
                  "turns"));
      for (QueryFiguresResponse.Group group : groups) {
        row(table, key(group.getKeyList()), group.getFigures());
      }
      if (groups.isEmpty()) {
        row(table, List.of(), first.getTotal());
      }
      session.show(table, "empty.report");
      Figures total = first.getTotal();
      session
          .terminal()
          .note(
              session
                  .words()
                  .of(
                      "report.figures",
                      first.getFirstDay(),
                      first.getLastDay(),
                      total.getOrderCount(),
                      total.getAcceptedUnits(),
                      total.getPromisedUnits(),
                      total.getSoldUnits() + total.getDeliveredUnits()));
    }

    private static void row(Table table, List<Object> key, Figures of) {
      List<Object> cells = new ArrayList<>(key);
      cells.addAll(
          List.of(
              of.getOrderCount(),
              of.getRequestToAwardCount() == 0 ? "" : time(of.getRequestToAwardMillis()),
              of.getAwardToReceiptCount() == 0 ? "" : time(of.getAwardToReceiptMillis()),
              of.getPromisedUnits() == 0 ? "" : percent(of.getAccuracyBasisPoints()),
              of.getKeptOrderCount(),
              of.getSoldUnits(),
              of.getDeliveredUnits(),
              of.getOnHandUnits(),
              percent(of.getSellThroughBasisPoints()),
              String.format(Locale.ROOT, "%.2f", of.getTurnsPerYearHundredths() / 100.0)));
      table.row(cells.toArray());
    }

    /** Hours, minutes and seconds, so that times can be compared. */
    private static String time(long millis) {
      Duration time = Duration.ofMillis(millis);
      return String.format(
          Locale.ROOT,
          "%d:%02d:%02d.%d",
          time.toHours(),
          time.toMinutesPart(),
          time.toSecondsPart(),
          time.toMillisPart() / 100);
    }
  }

  /** Shows what nobody could supply. */
  @Command(name = "unmet")
  static final class ShowUnmet extends OfDays {
    @Option(names = "--sku", paramLabel = "SKU")
    private Optional<String> sku = Optional.empty();

    @Option(names = "--style", paramLabel = "STYLE")
    private String style = "";

    @Override
    int run(Session session) throws UsageProblem {
      QueryUnmetDemandRequest query =
          QueryUnmetDemandRequest.newBuilder()
              .setFirstDay(super.from)
              .setLastDay(super.to)
              .setRegion(super.region)
              .setOwner(owner())
              .setStore(store(session))
              .setSku(sku.map(ResourceNames::sku).orElse(""))
              .setStyle(style)
              .addAllGroupBy(dimensions())
              .setRegionDepth(super.depth)
              .setPageSize(PAGE_MAX)
              .build();
      if (super.out.isPresent()) {
        return ReportFile.write(
            session, ExportReportRequest.newBuilder().setUnmetDemand(query), super.out.get());
      }
      QueryUnmetDemandResponse first =
          session.call(() -> session.client().reports().queryUnmetDemand(query));
      List<QueryUnmetDemandResponse.Group> groups =
          session.client().queryUnmetDemand(query, first).toList();
      session.answer(
          first.toBuilder().clearGroups().addAllGroups(groups).clearNextPageToken().build(),
          () -> print(session, groups, first));
      return ExitCodes.OK;
    }

    private void print(
        Session session,
        List<QueryUnmetDemandResponse.Group> groups,
        QueryUnmetDemandResponse first) {
      Table table =
          new Table(headings(session, "lines", "wanted", "unmet", "unmet-share", "withdrawn"));
      groups.forEach(group -> row(table, key(group.getKeyList()), group.getDemand()));
      if (groups.isEmpty()) {
        row(table, List.of(), first.getTotal());
      }
      session.show(table, "empty.report");
      UnmetDemand total = first.getTotal();
      session
          .terminal()
          .note(
              session
                  .words()
                  .of(
                      "report.unmet",
                      first.getFirstDay(),
                      first.getLastDay(),
                      total.getUnmetUnits(),
                      total.getWantedUnits()));
    }

    private static void row(Table table, List<Object> key, UnmetDemand of) {
      List<Object> cells = new ArrayList<>(key);
      cells.addAll(
          List.of(
              of.getLineCount(),
              of.getWantedUnits(),
              of.getUnmetUnits(),
              percent(of.getUnmetBasisPoints()),
              of.getWithdrawnUnits()));
      table.row(cells.toArray());
    }
  }
}
