package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.LiableParty;
import io.shelfshare.market.v1.ListOrderMessagesRequest;
import io.shelfshare.market.v1.OrderMessage;
import io.shelfshare.market.v1.PostOrderMessageRequest;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.RecallTransferOrderRequest;
import io.shelfshare.market.v1.TransferOrderServiceGrpc;
import io.shelfshare.market.v1.TransferOrderServiceGrpc.TransferOrderServiceBlockingStub;
import io.shelfshare.market.v1.TransferRequestServiceGrpc;
import io.shelfshare.market.v1.WriteOffTransferOrderRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who may talk about an order, and who may say what became of its units (P7). */
class OrderTalkTest {
  private static EdgeFixture edge;
  private static String order;

  @BeforeAll
  static void start() throws Exception {
    edge = EdgeFixture.start();
    var s1 = edge.as(edge.clerk("s1"), TransferRequestServiceGrpc.newBlockingStub(edge.channel));
    var s2 = edge.as(edge.clerk("s2"), TransferRequestServiceGrpc.newBlockingStub(edge.channel));
    String request = s1.createTransferRequest(edge.post().build()).getName();
    order =
        s2.grabTransferRequest(
                GrabTransferRequestRequest.newBuilder()
                    .setName(request)
                    .setRequestId(EdgeFixture.requestId())
                    .addLines(Quantity.newBuilder().setSku("skus/sku-1").setQuantity(1))
                    .build())
            .getTransferOrder();
  }

  @AfterAll
  static void stop() throws Exception {
    edge.close();
  }

  private static TransferOrderServiceBlockingStub as(String token) {
    return edge.as(token, TransferOrderServiceGrpc.newBlockingStub(edge.channel));
  }

  private static PostOrderMessageRequest saying(String text) {
    return PostOrderMessageRequest.newBuilder()
        .setParent(order)
        .setRequestId(EdgeFixture.requestId())
        .setText(text)
        .addPhotos("photos/1")
        .build();
  }

  @Test
  @DisplayName("P7: both stores and headquarters share a thread, and nobody else sees it")
  void aThreadIsReadByItsPartiesOnly() {
    as(edge.clerk("s2")).postOrderMessage(saying("one is torn"));
    as(edge.clerk("s1")).postOrderMessage(saying("send it all the same"));
    as(edge.headquarters()).postOrderMessage(saying("agreed"));
    var list = ListOrderMessagesRequest.newBuilder().setParent(order).setPageSize(2).build();
    var page = as(edge.clerk("s1")).listOrderMessages(list);
    assertThat(page.getOrderMessagesList())
        .extracting(OrderMessage::getSide)
        .containsExactly(OrderMessage.Side.SIDE_SUPPLIER, OrderMessage.Side.SIDE_REQUESTER);
    assertThat(page.getOrderMessages(0).getName()).isEqualTo(order + "/messages/1");
    assertThat(page.getOrderMessages(0).getPhotosList()).containsExactly("photos/1");
    var rest =
        as(edge.headquarters())
            .listOrderMessages(list.toBuilder().setPageToken(page.getNextPageToken()).build());
    assertThat(rest.getOrderMessagesList())
        .extracting(OrderMessage::getText)
        .containsExactly("agreed");
    String stranger = EdgeFixture.TOKENS.owner("dealer-9", edge.now().plus(Duration.ofHours(1)));
    assertThatThrownBy(() -> as(stranger).listOrderMessages(list))
        .hasMessageContaining("NOT_FOUND");
    assertThatThrownBy(() -> as(stranger).postOrderMessage(saying("hello")))
        .hasMessageContaining("NOT_FOUND");
  }

  @Test
  @DisplayName("P7: a store cannot lay a loss upon another, nor recall what it sent")
  void aLossIsLaidUponOneselfOnly() {
    var carrier =
        WriteOffTransferOrderRequest.newBuilder()
            .setName(order)
            .setLiable(LiableParty.LIABLE_PARTY_CARRIER);
    var requester = carrier.clone().setLiable(LiableParty.LIABLE_PARTY_REQUESTER);
    denied("s1", carrier);
    denied("s2", requester);
    assertThatThrownBy(
            () ->
                as(edge.clerk("s2"))
                    .recallTransferOrder(
                        RecallTransferOrderRequest.newBuilder()
                            .setName(order)
                            .setRequestId(EdgeFixture.requestId())
                            .build()))
        .hasMessageContaining("PERMISSION_DENIED");
    for (var allowed : new WriteOffTransferOrderRequest.Builder[] {carrier, requester}) {
      as(edge.headquarters())
          .writeOffTransferOrder(allowed.setRequestId(EdgeFixture.requestId()).build());
    }
  }

  private static void denied(String store, WriteOffTransferOrderRequest.Builder call) {
    var body = call.setRequestId(EdgeFixture.requestId()).build();
    assertThatThrownBy(() -> as(edge.clerk(store)).writeOffTransferOrder(body))
        .hasMessageContaining("PERMISSION_DENIED");
  }
}
