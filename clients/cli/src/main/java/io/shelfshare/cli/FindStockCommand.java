package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.FindStockRequest;
import io.shelfshare.market.v1.FindStockResponse;
import io.shelfshare.market.v1.Place;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds stores that have a SKU, nearest first. */
@Command(name = "find-stock")
final class FindStockCommand extends ApiCommand {
  private static final Pattern POINT =
      Pattern.compile("(-?\\d+(?:\\.\\d+)?)\\s*,\\s*(-?\\d+(?:\\.\\d+)?)");

  /** A point needs a region in the API, which a search does not look at. */
  private static final String ANY_REGION = "-";

  @Parameters(paramLabel = "SKU", descriptionKey = "param.sku")
  private String sku = "";

  @Option(names = "--near", paramLabel = "STORE|LAT,LON")
  private Optional<String> near = Optional.empty();

  @Option(names = "--min", paramLabel = "N")
  private long min = 1;

  @Option(names = "--within", paramLabel = "KM")
  private double within;

  @Option(names = "--limit", paramLabel = "N")
  private int limit = 20;

  @Override
  int run(Session session) throws UsageProblem {
    FindStockRequest.Builder query =
        FindStockRequest.newBuilder()
            .setSku(ResourceNames.sku(sku))
            .setMinQuantity(min)
            .setMaxDistanceKm(within)
            .setMaxResults(limit);
    if (near.isPresent()) {
      Matcher point = POINT.matcher(near.get());
      if (point.matches()) {
        query.setPlace(
            Place.newBuilder()
                .setLatitude(Double.parseDouble(point.group(1)))
                .setLongitude(Double.parseDouble(point.group(2)))
                .setRegion(ANY_REGION));
      } else {
        query.setStore(ResourceNames.store(near.get()));
      }
    } else {
      query.setStore(session.store());
    }
    FindStockResponse found = session.call(() -> session.client().stock().findStock(query.build()));
    session.answer(found, () -> print(session, found));
    return ExitCodes.OK;
  }

  private static void print(Session session, FindStockResponse found) {
    Table table =
        new Table(session.words().headings("store", "name", "region", "available", "distance"));
    found
        .getSuppliesList()
        .forEach(
            supply ->
                table.row(
                    ResourceNames.id(supply.getStore()),
                    supply.getDisplayName(),
                    supply.getRegion(),
                    supply.getQuantityHidden()
                        ? session.words().of("find.some")
                        : supply.getAvailable(),
                    String.format(Locale.ROOT, "%.1f km", supply.getDistanceKm())));
    session.show(table, "empty.stock");
    session.terminal().note(session.words().of("find.total", found.getTotalAvailable()));
  }
}
