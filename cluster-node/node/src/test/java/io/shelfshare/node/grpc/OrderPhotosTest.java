package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.shelfshare.market.v1.AddOrderPhotoRequest;
import io.shelfshare.market.v1.GetOrderPhotoRequest;
import io.shelfshare.market.v1.GetPackingSlipRequest;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.OrderMessage;
import io.shelfshare.market.v1.OrderPhoto;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.TransferOrderServiceGrpc;
import io.shelfshare.market.v1.TransferOrderServiceGrpc.TransferOrderServiceBlockingStub;
import io.shelfshare.market.v1.TransferRequestServiceGrpc;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the edge hands out beside an order: its photos, and its packing slip. */
class OrderPhotosTest {
  private static final ByteString JPEG =
      ByteString.copyFrom(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2, 3});

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

  private static AddOrderPhotoRequest.Builder photo(ByteString content) {
    return AddOrderPhotoRequest.newBuilder()
        .setParent(order)
        .setRequestId(EdgeFixture.requestId())
        .setContent(content);
  }

  private static GetOrderPhotoRequest named(String name) {
    return GetOrderPhotoRequest.newBuilder().setName(name).build();
  }

  @Test
  @DisplayName("P7: a photo is seen by both stores and headquarters, and by nobody else")
  void aPhotoIsSeenByItsPartiesOnly() {
    OrderPhoto kept = as(edge.clerk("s2")).addOrderPhoto(photo(JPEG).build());
    assertThat(kept.getName()).startsWith(order + "/photos/");
    assertThat(kept.getMediaType()).isEqualTo("image/jpeg");
    assertThat(kept.getSide()).isEqualTo(OrderMessage.Side.SIDE_SUPPLIER);
    assertThat(kept.getByteCount()).isEqualTo(6);
    assertThat(kept.getContent()).isEmpty();
    assertThat(as(edge.clerk("s1")).getOrderPhoto(named(kept.getName())).getContent())
        .isEqualTo(JPEG);
    assertThat(as(edge.headquarters()).getOrderPhoto(named(kept.getName())).getContent())
        .isEqualTo(JPEG);
    String stranger = EdgeFixture.TOKENS.owner("dealer-9", edge.now().plus(Duration.ofHours(1)));
    assertThatThrownBy(() -> as(stranger).getOrderPhoto(named(kept.getName())))
        .hasMessageContaining("NOT_FOUND");
    assertThatThrownBy(() -> as(stranger).addOrderPhoto(photo(JPEG).build()))
        .hasMessageContaining("NOT_FOUND");
    String other = kept.getName().replaceAll("/photos/.*", "/photos/" + EdgeFixture.requestId());
    assertThatThrownBy(() -> as(edge.clerk("s1")).getOrderPhoto(named(other)))
        .hasMessageContaining("NOT_FOUND");
  }

  @Test
  @DisplayName("P6: a photo that is sent again is the same one, and another one is refused")
  void aPhotoIsKeptOnce() {
    AddOrderPhotoRequest sent = photo(JPEG).build();
    OrderPhoto first = as(edge.clerk("s1")).addOrderPhoto(sent);
    assertThat(as(edge.clerk("s1")).addOrderPhoto(sent)).isEqualTo(first);
    AddOrderPhotoRequest other =
        sent.toBuilder().setContent(JPEG.concat(ByteString.copyFromUtf8("more"))).build();
    assertThat(reason(() -> as(edge.clerk("s1")).addOrderPhoto(other)))
        .isEqualTo("REQUEST_ID_REUSED");
    assertThat(reason(() -> as(edge.clerk("s2")).addOrderPhoto(sent)))
        .isEqualTo("REQUEST_ID_REUSED");
  }

  @Test
  void whatIsNoPictureOrTooLargeIsRefused() {
    ByteString script = ByteString.copyFromUtf8("<svg onload=alert(1)>");
    ByteString large = JPEG.concat(ByteString.copyFrom(new byte[512 * 1024]));
    for (ByteString content : new ByteString[] {script, large, ByteString.EMPTY}) {
      assertThat(reason(() -> as(edge.clerk("s1")).addOrderPhoto(photo(content).build())))
          .isEqualTo("INVALID_FIELDS");
    }
  }

  @Test
  void aPhotoThatComesTooLateIsNotKept() {
    AddOrderPhotoRequest late =
        photo(JPEG).setNotAfter(Times.timestamp(edge.now().minus(Duration.ofSeconds(1)))).build();
    assertThat(reason(() -> as(edge.clerk("s1")).addOrderPhoto(late))).isEqualTo("TOO_LATE");
  }

  @Test
  @DisplayName("P7: the packing slip is for both stores and headquarters, in their language")
  void thePackingSlipIsForItsPartiesOnly() {
    GetPackingSlipRequest asked = GetPackingSlipRequest.newBuilder().setName(order).build();
    String english = text(as(edge.clerk("s2")).getPackingSlip(asked).getPdf());
    assertThat(english).startsWith("%PDF-1.4").contains("(Packing slip)").contains("(Coat 1)");
    var inChinese = EdgeFixture.with("accept-language", "zh-CN", as(edge.clerk("s1")));
    assertThat(text(inChinese.getPackingSlip(asked).getPdf())).contains("<88C57BB15355>");
    String stranger = EdgeFixture.TOKENS.owner("dealer-9", edge.now().plus(Duration.ofHours(1)));
    assertThatThrownBy(() -> as(stranger).getPackingSlip(asked)).hasMessageContaining("NOT_FOUND");
  }

  private static String text(ByteString pdf) {
    return pdf.toString(StandardCharsets.ISO_8859_1);
  }

  private static String reason(Runnable call) {
    return EdgeFixture.reason(catchThrowableOfType(StatusRuntimeException.class, call::run));
  }
}
