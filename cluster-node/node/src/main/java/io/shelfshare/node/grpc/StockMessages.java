package io.shelfshare.node.grpc;

import io.shelfshare.domain.stock.Movement;
import io.shelfshare.market.v1.CountReason;
import io.shelfshare.market.v1.RecordStockMovementsResponse;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.StockMovement;
import io.shelfshare.node.grpc.gateway.MovementsAnswer;
import io.shelfshare.node.grpc.gateway.StockLineView;

/** Stock in the API's words and in the domain's. */
final class StockMessages {
  private StockMessages() {}

  static Movement movement(StockMovement message) {
    return switch (message.getKindCase()) {
      case SALE -> movement(message, Movement.Kind.SALE, message.getSale());
      case RECEIPT -> movement(message, Movement.Kind.RECEIPT, message.getReceipt());
      case COUNT -> movement(message, Movement.Kind.COUNT, message.getCount());
      case CORRECTION -> movement(message, Movement.Kind.CORRECTION, message.getCorrection());
      case SAFETY -> movement(message, Movement.Kind.SAFETY, message.getSafety());
      case KIND_NOT_SET -> throw new IllegalArgumentException("A checked movement has a kind.");
    };
  }

  private static Movement movement(StockMovement message, Movement.Kind kind, long quantity) {
    return new Movement(Names.sku(message.getSku()), kind, quantity, message.getReason());
  }

  static RecordStockMovementsResponse recorded(MovementsAnswer answer) {
    return RecordStockMovementsResponse.newBuilder()
        .setRecordTime(Times.timestamp(answer.recordedAt()))
        .setMovementCount(answer.movements())
        .setBreachedUnits(answer.breachedUnits())
        .build();
  }

  static StockLine line(StockLineView view) {
    StockLine.Builder line = StockLine.newBuilder();
    view.countTask()
        .ifPresent(
            task ->
                line.setCountReason(CountReason.valueOf("COUNT_REASON_" + task.reason()))
                    .setCountDueSince(Times.timestamp(task.since())));
    return line.setName(Names.of(view.store(), view.sku()))
        .setSku(Names.of(view.sku()))
        .setOnHand(view.onHand())
        .setReserved(view.reserved())
        .setSafety(view.safety())
        .setAvailable(view.available())
        .setInbound(view.inbound())
        .setUnsellable(view.unsellable())
        .setConfidence(view.confidence())
        .setVersion(view.version())
        .build();
  }
}
