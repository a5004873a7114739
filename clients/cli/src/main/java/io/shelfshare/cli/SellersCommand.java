package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.ListSellersRequest;
import io.shelfshare.market.v1.ListSellersResponse;
import io.shelfshare.market.v1.SellerKind;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what sold best in a store in a week, or what sold slowly. */
@Command(name = "sellers")
final class SellersCommand extends ApiCommand {
  /** Which list; typed in lower case. */
  enum Kind {
    best,
    slow
  }

  @Option(names = "--week", paramLabel = "WEEK")
  private String week = "";

  @Option(names = "--kind", paramLabel = "KIND")
  private Kind kind = Kind.best;

  @Option(names = "--limit", paramLabel = "N")
  private int limit;

  @Override
  int run(Session session) throws UsageProblem {
    ListSellersRequest query =
        ListSellersRequest.newBuilder()
            .setParent(session.store())
            .setWeek(week)
            .setKind(SellerKind.valueOf("SELLER_KIND_" + kind.name().toUpperCase(Locale.ROOT)))
            .setLimit(limit)
            .build();
    ListSellersResponse found = session.call(() -> session.client().reports().listSellers(query));
    session.answer(found, () -> print(session, found));
    return ExitCodes.OK;
  }

  private static void print(Session session, ListSellersResponse found) {
    List<String> headings =
        session
            .words()
            .headings(
                "sku",
                "colour",
                "size",
                "sold",
                "four-weeks",
                "on-hand",
                "available",
                "spare",
                "sell-through",
                "cover",
                "last-sold");
    Table table = new Table(headings);
    for (ListSellersResponse.Line line : found.getLinesList()) {
      table.row(
          ResourceNames.id(line.getSku()),
          line.getColour(),
          line.getSize(),
          line.getSoldUnits(),
          line.getFourWeekSoldUnits(),
          line.getOnHandUnits(),
          line.getAvailableUnits(),
          line.getSpareUnits(),
          ReportCommand.OfDays.percent(line.getSellThroughBasisPoints()),
          line.getFourWeekSoldUnits() == 0
              ? ""
              : String.format(Locale.ROOT, "%.1f", line.getWeeksOfCoverTenths() / 10.0),
          line.getLastSoldDay());
    }
    session.show(table, "empty.sellers");
    session
        .terminal()
        .note(
            session
                .words()
                .of(
                    "report.sellers",
                    found.getWeek(),
                    found.getFirstDay(),
                    found.getLastDay(),
                    found.getSoldUnits()));
  }
}
