package io.shelfshare.node.grpc;

import io.shelfshare.market.v1.StockFigures;
import io.shelfshare.node.grpc.gateway.Figures;
import io.shelfshare.node.grpc.gateway.StockSums;
import io.shelfshare.node.grpc.gateway.UnmetDemand;

/** Reports in the API's words. */
final class ReportMessages {
  private ReportMessages() {}

  static StockFigures stock(StockSums sums) {
    return StockFigures.newBuilder()
        .setOnHand(sums.onHand())
        .setReserved(sums.reserved())
        .setSafety(sums.safety())
        .setAvailable(sums.available())
        .setInbound(sums.inbound())
        .setUnsellable(sums.unsellable())
        .setLineCount(sums.lines())
        .setAvailableOnlyCount(sums.availableOnly())
        .setQuantityHiddenCount(sums.quantityHidden())
        .build();
  }

  static io.shelfshare.market.v1.Figures figures(Figures of) {
    return io.shelfshare.market.v1.Figures.newBuilder()
        .setOrderCount(of.orders())
        .setRequestToAwardMillis(of.requestToAwardMillis())
        .setRequestToAwardCount(of.asked())
        .setAwardToReceiptMillis(of.awardToReceiptMillis())
        .setAwardToReceiptCount(of.received())
        .setPromisedUnits(of.promised())
        .setAcceptedUnits(of.accepted())
        .setAccuracyBasisPoints(of.accuracyBasisPoints())
        .setPromisedOrderCount(of.promisedOrders())
        .setKeptOrderCount(of.kept())
        .setSoldUnits(of.sold())
        .setDeliveredUnits(of.delivered())
        .setOnHandUnits(of.onHand())
        .setSellThroughBasisPoints(of.sellThroughBasisPoints())
        .setOnHandUnitDays(of.onHandUnitDays())
        .setTurnsPerYearHundredths(of.turnsPerYearHundredths())
        .build();
  }

  static io.shelfshare.market.v1.UnmetDemand unmet(UnmetDemand of) {
    return io.shelfshare.market.v1.UnmetDemand.newBuilder()
        .setLineCount(of.lines())
        .setWantedUnits(of.wanted())
        .setUnmetUnits(of.unmet())
        .setWithdrawnUnits(of.withdrawn())
        .setUnmetBasisPoints(of.unmetBasisPoints())
        .build();
  }
}
