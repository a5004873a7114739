package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.StatusRuntimeException;
import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.Customer;
import io.shelfshare.market.v1.CustomerServiceGrpc;
import io.shelfshare.market.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import io.shelfshare.market.v1.Delivery;
import io.shelfshare.market.v1.Destination;
import io.shelfshare.market.v1.EraseCustomerRequest;
import io.shelfshare.market.v1.GetCustomerRequest;
import io.shelfshare.market.v1.GetOrderCustomerRequest;
import io.shelfshare.market.v1.GetPackingSlipRequest;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.ReleaseReason;
import io.shelfshare.market.v1.ReleaseTransferOrderRequest;
import io.shelfshare.market.v1.SetCustomerDeliveryRequest;
import io.shelfshare.market.v1.TransferOrderServiceGrpc;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.TransferRequestServiceGrpc;
import io.shelfshare.market.v1.TransferRequestServiceGrpc.TransferRequestServiceBlockingStub;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Customers are tokens everywhere, known to those who may, and forgotten when asked to. */
class CustomersTest {
  private static final Delivery HOME =
      Delivery.newBuilder().setRecipient("Li Hua").setAddress("1 West Lake Road").build();

  private static EdgeFixture edge;

  @BeforeAll
  static void start() throws Exception {
    edge = EdgeFixture.start();
  }

  @AfterAll
  static void stop() throws Exception {
    edge.close();
  }

  private static CustomerServiceBlockingStub customers(String token) {
    return edge.as(token, CustomerServiceGrpc.newBlockingStub(edge.channel));
  }

  private static TransferRequestServiceBlockingStub requests(String token) {
    return edge.as(token, TransferRequestServiceGrpc.newBlockingStub(edge.channel));
  }

  private static CreateTransferRequestRequest.Builder postTo(String customer) {
    CreateTransferRequestRequest.Builder post = edge.post();
    post.getTransferRequestBuilder()
        .setDestination(Destination.newBuilder().setCustomerReference(customer));
    return post;
  }

  private static TransferRequest posted(String customer) {
    return requests(edge.clerk("s1")).createTransferRequest(postTo(customer).build());
  }

  private static String won(TransferRequest request) {
    return requests(edge.clerk("s2"))
        .grabTransferRequest(
            GrabTransferRequestRequest.newBuilder()
                .setName(request.getName())
                .setRequestId(EdgeFixture.requestId())
                .addLines(Quantity.newBuilder().setSku("skus/sku-1").setQuantity(1))
                .build())
        .getTransferOrder();
  }

  private static Customer read(String token, String name) {
    return customers(token).getCustomer(GetCustomerRequest.newBuilder().setName(name).build());
  }

  private static void deliver(String customer) {
    customers(edge.clerk("s1"))
        .setCustomerDelivery(
            SetCustomerDeliveryRequest.newBuilder()
                .setName("owners/dealer-1/customers/" + customer)
                .setRequestId(EdgeFixture.requestId())
                .setDelivery(HOME)
                .build());
  }

  private static void erase(String customer) {
    customers(edge.headquarters())
        .eraseCustomer(
            EraseCustomerRequest.newBuilder()
                .setName("owners/dealer-1/customers/" + customer)
                .setRequestId(EdgeFixture.requestId())
                .build());
  }

  private static Customer ofOrder(String token, String order) {
    return customers(token)
        .getOrderCustomer(GetOrderCustomerRequest.newBuilder().setName(order).build());
  }

  private static String refused(ThrowingCallable call) {
    return EdgeFixture.reason(catchThrowableOfType(StatusRuntimeException.class, call));
  }

  @Test
  @DisplayName("P7: what a store sees of another's customer is a token that means nothing to it")
  void aRequestShowsATokenAndNeverTheReference() {
    TransferRequest request = posted("C-1042");
    String token = request.getDestination().getCustomerReference();
    assertThat(token).startsWith("customer-").doesNotContain("1042");
    assertThat(posted("C-1042").getDestination().getCustomerReference()).isEqualTo(token);
    assertThat(posted(token).getDestination().getCustomerReference()).isEqualTo(token);
    assertThat(read(edge.clerk("s3"), "owners/dealer-1/customers/" + token).getReference())
        .isEqualTo("C-1042");
    assertThat(refused(() -> read(edge.clerk("s2"), "owners/dealer-1/customers/" + token)))
        .isEqualTo("NOT_ALLOWED");
    assertThat(refused(() -> read(edge.clerk("s2"), "owners/dealer-2/customers/" + token)))
        .isEqualTo("NOT_FOUND");
  }

  @Test
  @DisplayName("P6: the same post again has the same answer, though it names the reference")
  void aRepeatedPostToACustomerIsTheSamePost() {
    CreateTransferRequestRequest post = postTo("C-6").build();
    TransferRequest first = requests(edge.clerk("s1")).createTransferRequest(post);
    assertThat(requests(edge.clerk("s1")).createTransferRequest(post)).isEqualTo(first);
  }

  @Test
  @DisplayName("P7: the supplying store sees where to send it, not who it is, and only until then")
  void aSupplierSeesTheDeliveryOfItsOrderUntilItHasEnded() {
    String order = won(posted("C-7"));
    deliver("C-7");
    Customer seen = ofOrder(edge.clerk("s2"), order);
    assertThat(seen.getDelivery()).isEqualTo(HOME);
    assertThat(seen.getReference()).isEmpty();
    assertThat(ofOrder(edge.clerk("s1"), order).getReference()).isEqualTo("C-7");
    assertThat(refused(() -> ofOrder(edge.clerk("s3"), order))).isEqualTo("NOT_FOUND");

    edge.as(edge.clerk("s2"), TransferOrderServiceGrpc.newBlockingStub(edge.channel))
        .releaseTransferOrder(
            ReleaseTransferOrderRequest.newBuilder()
                .setName(order)
                .setRequestId(EdgeFixture.requestId())
                .setReason(ReleaseReason.RELEASE_REASON_BUSY)
                .build());
    assertThat(refused(() -> ofOrder(edge.clerk("s2"), order))).isEqualTo("NOT_ALLOWED");
    assertThat(ofOrder(edge.clerk("s1"), order).getDelivery()).isEqualTo(HOME);
  }

  private static String slip(String token, String order) {
    return edge.as(token, TransferOrderServiceGrpc.newBlockingStub(edge.channel))
        .getPackingSlip(GetPackingSlipRequest.newBuilder().setName(order).build())
        .getPdf()
        .toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  @DisplayName(
      "P7: the packing slip has the address for those who may know it, and for nobody else")
  void theSlipSaysWhereToSendItUntilTheCustomerIsErased() throws Exception {
    TransferRequest request = posted("C-12");
    String order = won(request);
    String customer = request.getDestination().getCustomerReference();
    assertThat(slip(edge.clerk("s2"), order)).contains(customer).contains("(Nobody has said where");
    deliver("C-12");
    for (String party : new String[] {"s1", "s2"}) {
      assertThat(slip(edge.clerk(party), order))
          .contains("(Li Hua)", "(1 West Lake Road)", customer)
          .doesNotContain("C-12");
    }
    assertThat(refused(() -> slip(edge.clerk("s3"), order))).isEqualTo("NOT_FOUND");
    erase("C-12");
    assertThat(slip(edge.clerk("s2"), order))
        .contains("(The customer is erased")
        .doesNotContain("Li Hua");
  }

  @Test
  void whatACallerMayReadIsKeptByNobodyOnTheWay() throws Exception {
    String order = won(posted("C-13"));
    deliver("C-13");
    for (String what : new String[] {"/packingSlip", "/customer"}) {
      var answer = edge.get("/v1/" + order + what, "authorization", "Bearer " + edge.clerk("s2"));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().allValues("cache-control")).containsExactly("no-store");
    }
  }

  @Test
  void anErasedCustomerIsNobodyAnyMore() {
    TransferRequest request = posted("C-8");
    String order = won(request);
    deliver("C-8");
    String token = request.getDestination().getCustomerReference();
    erase("C-8");
    erase("C-8");
    for (String name : new String[] {"C-8", token}) {
      assertThat(refused(() -> read(edge.clerk("s1"), "owners/dealer-1/customers/" + name)))
          .isEqualTo("NOT_FOUND");
    }
    assertThat(refused(() -> ofOrder(edge.clerk("s1"), order))).isEqualTo("NOT_FOUND");
    assertThat(posted("C-8").getDestination().getCustomerReference()).isNotEqualTo(token);
  }

  @Test
  void aCallFromBeforeTheErasureAddsNobodyAgain() {
    CreateTransferRequestRequest late = postTo("C-9").build();
    posted("C-9");
    erase("C-9");
    assertThat(refused(() -> requests(edge.clerk("s1")).createTransferRequest(late)))
        .isEqualTo("CUSTOMER_ERASED");
    assertThat(refused(() -> read(edge.clerk("s1"), "owners/dealer-1/customers/C-9")))
        .isEqualTo("NOT_FOUND");
  }

  @Test
  @DisplayName("P7: a clerk erases nobody")
  void onlyAManagerOrMoreErases() {
    posted("C-10");
    assertThat(
            refused(
                () ->
                    customers(edge.clerk("s1"))
                        .eraseCustomer(
                            EraseCustomerRequest.newBuilder()
                                .setName("owners/dealer-1/customers/C-10")
                                .setRequestId(EdgeFixture.requestId())
                                .build())))
        .isEqualTo("NOT_ALLOWED");
  }

  @Test
  @DisplayName("P12: a check alone adds no customer")
  void aPreviewAddsNobody() {
    requests(edge.clerk("s1")).createTransferRequest(postTo("C-11").setValidateOnly(true).build());
    assertThat(refused(() -> read(edge.clerk("s1"), "owners/dealer-1/customers/C-11")))
        .isEqualTo("NOT_FOUND");
  }
}
