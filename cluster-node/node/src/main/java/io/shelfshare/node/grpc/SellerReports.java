package io.shelfshare.node.grpc;

import io.shelfshare.domain.IsoWeek;
import io.shelfshare.domain.StoreId;
import io.shelfshare.market.v1.ListSellersRequest;
import io.shelfshare.market.v1.ListSellersResponse;
import io.shelfshare.market.v1.SellerKind;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.gateway.DirectoryGateway;
import io.shelfshare.node.grpc.gateway.ReportGateway;
import io.shelfshare.node.grpc.gateway.SellerLine;
import io.shelfshare.node.grpc.gateway.Sellers;
import io.shelfshare.node.security.Permissions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What sold best and worst in a store. Asynchronous. */
final class SellerReports {
  private static final int LINES_DEFAULT = 20;
  private static final int WEEKS_BACK_MAX = 52;

  private final ReportGateway reports;
  private final DirectoryGateway directory;
  private final References references;
  private final Permissions permissions;
  private final Clock clock;

  SellerReports(Gateways gateways, Shared shared) {
    this.reports = gateways.reports();
    this.directory = gateways.directory();
    this.references = shared.references();
    this.permissions = shared.permissions();
    this.clock = shared.clock();
  }

  CompletionStage<ListSellersResponse> list(ListSellersRequest request, Call call) {
    StoreId store = Names.store(request.getParent());
    Checks.allowed(permissions.mayActFor(call.caller(), store));
    IsoWeek week = week(request.getWeek());
    int limit = Pages.size(request.getLimit(), LINES_DEFAULT);
    return references
        .store(store)
        .thenCompose(known -> reports.sellers(store, week, limit))
        .thenApply(found -> answer(found, request.getKind()));
  }

  /** The week that is asked for, or the last one that is over. */
  private IsoWeek week(String text) {
    IsoWeek current = IsoWeek.of(clock.instant());
    if (text.isEmpty()) {
      return current.plusWeeks(-1);
    }
    IsoWeek first = current.plusWeeks(-WEEKS_BACK_MAX);
    return IsoWeek.parse(text)
        .filter(week -> week.compareTo(first) >= 0 && week.compareTo(current) <= 0)
        .orElseThrow(
            () ->
                Checks.wrong(
                    "week",
                    text,
                    new Expected(
                        "week", Map.of("first", first.toString(), "last", current.toString()))));
  }

  private ListSellersResponse answer(Sellers found, SellerKind kind) {
    List<SellerLine> lines = kind == SellerKind.SELLER_KIND_SLOW ? found.slow() : found.best();
    return ListSellersResponse.newBuilder()
        .addAllLines(lines.stream().map(this::line).toList())
        .setWeek(found.week().toString())
        .setFirstDay(found.week().monday().toString())
        .setLastDay(found.week().sunday().toString())
        .setSoldUnits(found.sold())
        .build();
  }

  private ListSellersResponse.Line line(SellerLine of) {
    var line =
        ListSellersResponse.Line.newBuilder()
            .setSku(Names.of(of.sku()))
            .setSoldUnits(of.sold())
            .setFourWeekSoldUnits(of.soldLately())
            .setOnHandUnits(of.onHand())
            .setAvailableUnits(of.available())
            .setSpareUnits(of.spare())
            .setSellThroughBasisPoints(of.sellThroughBasisPoints())
            .setWeeksOfCoverTenths(of.coverTenths().orElse(0L))
            .setLastSoldDay(of.lastSold().map(LocalDate::toString).orElse(""));
    directory
        .sku(of.sku())
        .ifPresent(sku -> line.setStyle(sku.style()).setColour(sku.colour()).setSize(sku.size()));
    return line.build();
  }
}
