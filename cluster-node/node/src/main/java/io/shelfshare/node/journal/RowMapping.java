package io.shelfshare.node.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.stock.CountTask;
import io.shelfshare.journal.v1.OrderRow;
import io.shelfshare.journal.v1.RequestRow;
import io.shelfshare.journal.v1.RequestState;
import io.shelfshare.journal.v1.StockLineRow;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.gateway.StockLineView;
import java.nio.ByteBuffer;

/** Rows of the read tables. */
public final class RowMapping {
  private static final String STATE_PREFIX_OF_REQUESTS = "REQUEST_STATE_";

  private RowMapping() {}

  /** A stock line as a row. */
  public static ByteBuffer toRow(StockLineView line) {
    return StockLineRow.newBuilder()
        .setEpoch(Epoch.FIRST)
        .setSequenceNr(line.version())
        .setOnHand(line.onHand())
        .setReserved(line.reserved())
        .setSafety(line.safety())
        .setInbound(line.inbound())
        .setUnsellable(line.unsellable())
        .setConfidence(line.confidence())
        .setCountReason(StockMapping.count(line.countTask().map(CountTask::reason)))
        .setCountSinceMillis(line.countTask().map(task -> task.since().toEpochMilli()).orElse(0L))
        .build()
        .toByteString()
        .asReadOnlyByteBuffer();
  }

  /** A stock line from its row. */
  public static StockLineView stockLine(StoreId store, SkuId sku, ByteBuffer row) {
    StockLineRow proto = parse(StockLineRow.parser(), row);
    return new StockLineView(
        store,
        sku,
        proto.getOnHand(),
        proto.getReserved(),
        proto.getSafety(),
        Math.max(0, proto.getOnHand() - proto.getReserved() - proto.getSafety()),
        proto.getInbound(),
        proto.getUnsellable(),
        proto.getConfidence(),
        StockMapping.count(proto.getCountReason())
            .map(reason -> new CountTask(reason, CommonMapping.at(proto.getCountSinceMillis()))),
        proto.getSequenceNr());
  }

  /** A request as a row. */
  public static ByteBuffer toRow(RequestView request) {
    RequestRow.Builder row =
        RequestRow.newBuilder()
            .setEpoch(Epoch.FIRST)
            .setSequenceNr(request.version())
            .setSpec(RequestMapping.spec(request.spec()))
            .setState(RequestState.valueOf(STATE_PREFIX_OF_REQUESTS + request.state()))
            .setPostedAtMillis(request.postedAt().toEpochMilli())
            .setUpdatedAtMillis(request.updatedAt().toEpochMilli())
            .setCourse(CourseMapping.toProto(request.course()));
    for (RequestView.Line line : request.lines()) {
      row.addLinesBuilder()
          .setSku(line.sku().value())
          .setQuantity(line.quantity())
          .setCovered(line.covered())
          .setOpen(line.open())
          .setReceived(line.received());
    }
    for (Award award : request.awards()) {
      row.addAwardsBuilder()
          .setAtMillis(award.at().toEpochMilli())
          .setAwarded(RequestMapping.award(award));
    }
    return row.build().toByteString().asReadOnlyByteBuffer();
  }

  /** A request from its row. */
  public static RequestView request(RequestId id, ByteBuffer row) {
    RequestRow proto = parse(RequestRow.parser(), row);
    return new RequestView(
        id,
        RequestMapping.spec(proto.getSpec()),
        RequestView.State.valueOf(
            proto.getState().name().substring(STATE_PREFIX_OF_REQUESTS.length())),
        proto.getLinesList().stream()
            .map(
                l ->
                    new RequestView.Line(
                        new SkuId(l.getSku()),
                        l.getQuantity(),
                        l.getCovered(),
                        l.getOpen(),
                        l.getReceived()))
            .toList(),
        proto.getAwardsList().stream()
            .map(a -> RequestMapping.award(CommonMapping.at(a.getAtMillis()), a.getAwarded()))
            .toList(),
        CommonMapping.at(proto.getPostedAtMillis()),
        CommonMapping.at(proto.getUpdatedAtMillis()),
        proto.getSequenceNr(),
        CourseMapping.fromProto(proto.getCourse()));
  }

  /** An order as a row. */
  public static ByteBuffer toRow(OrderView order) {
    return OrderRowMapping.toRow(order).toByteString().asReadOnlyByteBuffer();
  }

  /** An order from its row. */
  public static OrderView order(ByteBuffer row) {
    return OrderRowMapping.fromRow(parse(OrderRow.parser(), row));
  }

  private static <M> M parse(com.google.protobuf.Parser<M> parser, ByteBuffer row) {
    try {
      return parser.parseFrom(row);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Damaged row of a read table", e);
    }
  }
}
