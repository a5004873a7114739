package io.shelfshare.node.grpc;

import io.shelfshare.market.v1.GiveBackTransferOrderRequest;
import io.shelfshare.market.v1.PostOrderMessageRequest;
import io.shelfshare.market.v1.RecallTransferOrderRequest;
import io.shelfshare.market.v1.ReceiveReturnRequest;
import io.shelfshare.market.v1.ReceiveTransferOrderRequest;
import io.shelfshare.market.v1.WriteOffTransferOrderRequest;
import io.shelfshare.node.grpc.BadInputCases.Case;
import java.util.stream.Stream;

/** Bad input about orders on their way. */
final class BadOrderInput {
  private static final String ORDER =
      "transferOrders/019aa5b2-7c1e-5d3a-9f00-1b2c3d4e5f60-0a1b2c3d";

  private BadOrderInput() {}

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "refused units without a reason",
            "receipts[0].reason",
            "one of RECEIPT_REASON_DAMAGED",
            on ->
                BadInputCases.orderCalls(on)
                    .receiveTransferOrder(
                        ReceiveTransferOrderRequest.newBuilder()
                            .setName(ORDER)
                            .setRequestId(EdgeFixture.requestId())
                            .addReceipts(
                                ReceiveTransferOrderRequest.Receipt.newBuilder()
                                    .setSku("skus/sku-1")
                                    .setRefused(1))
                            .build())),
        new Case(
            "a write-off that nobody answers for",
            "liable",
            "one of LIABLE_PARTY_SUPPLIER",
            on ->
                BadInputCases.orderCalls(on)
                    .writeOffTransferOrder(
                        WriteOffTransferOrderRequest.newBuilder()
                            .setName(ORDER)
                            .setRequestId(EdgeFixture.requestId())
                            .build())),
        new Case(
            "units given back for no reason",
            "reason",
            "one of RECEIPT_REASON_DAMAGED",
            on ->
                BadInputCases.orderCalls(on)
                    .giveBackTransferOrder(
                        GiveBackTransferOrderRequest.newBuilder()
                            .setName(ORDER)
                            .setRequestId(EdgeFixture.requestId())
                            .build())),
        new Case(
            "a recall to no store",
            "return_store",
            "stores/s00001",
            on ->
                BadInputCases.orderCalls(on)
                    .recallTransferOrder(
                        RecallTransferOrderRequest.newBuilder()
                            .setName(ORDER)
                            .setRequestId(EdgeFixture.requestId())
                            .setReturnStore("nowhere")
                            .build())),
        new Case(
            "a negative return",
            "receipts[0].good",
            "a number from 0 to 10000",
            on ->
                BadInputCases.orderCalls(on)
                    .receiveReturn(
                        ReceiveReturnRequest.newBuilder()
                            .setName(ORDER)
                            .setRequestId(EdgeFixture.requestId())
                            .addReceipts(
                                ReceiveReturnRequest.ReturnReceipt.newBuilder()
                                    .setSku("skus/sku-1")
                                    .setGood(-1))
                            .build())),
        message("an empty message", "text", "a text or a photo", ""),
        message("an endless message", "text", "at most 2000 characters", "x".repeat(2001)));
  }

  private static Case message(String name, String field, String expected, String text) {
    return new Case(
        name,
        field,
        expected,
        on ->
            BadInputCases.orderCalls(on)
                .postOrderMessage(
                    PostOrderMessageRequest.newBuilder()
                        .setParent(ORDER)
                        .setRequestId(EdgeFixture.requestId())
                        .setText(text)
                        .build()));
  }
}
