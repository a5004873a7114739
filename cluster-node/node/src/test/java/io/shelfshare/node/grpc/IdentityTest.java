package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.RequestId;
import io.shelfshare.market.v1.CancelTransferRequestRequest;
import io.shelfshare.market.v1.ConfirmTransferOrderRequest;
import io.shelfshare.market.v1.DirectoryServiceGrpc;
import io.shelfshare.market.v1.GetStockLineRequest;
import io.shelfshare.market.v1.GetTransferOrderRequest;
import io.shelfshare.market.v1.GetTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestResponse;
import io.shelfshare.market.v1.ImportSkusRequest;
import io.shelfshare.market.v1.ListTransferRequestsRequest;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.ReceiveTransferOrderRequest;
import io.shelfshare.market.v1.Sku;
import io.shelfshare.market.v1.StockServiceGrpc;
import io.shelfshare.market.v1.TransferOrderServiceGrpc;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.TransferRequestServiceGrpc;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.security.TestTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("P7: nobody acts for a store, owner or head office that is not theirs")
class IdentityTest {
  private static EdgeFixture edge;

  @BeforeAll
  static void start() throws Exception {
    edge = EdgeFixture.start("shelfshare.edge.limits.refused-tokens.burst = 1000");
  }

  @AfterAll
  static void stop() throws Exception {
    edge.close();
  }

  @AfterEach
  void forget() {
    edge.market.nextGrab = Optional.empty();
  }

  static Stream<Arguments> badTokens() throws Exception {
    var hour = edge.now().plus(Duration.ofHours(1));
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer("shelfshare")
            .audience("shelfshare")
            .subject("x")
            .claim("role", "HEADQUARTERS")
            .expirationTime(Date.from(hour))
            .build();
    SignedJWT hmac =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("test-key").build(), claims);
    hmac.sign(new MACSigner(EdgeFixture.TOKENS.key().toPublicJWK().toString().getBytes("UTF-8")));
    String good = edge.clerk("s1");
    TestTokens t = EdgeFixture.TOKENS;
    return Stream.of(
        Arguments.of("expired", t.clerk("s1", edge.now().minus(Duration.ofMinutes(1)))),
        Arguments.of(
            "forged by another key of the same id", new TestTokens("test-key").clerk("s1", hour)),
        Arguments.of("of a key that nobody knows", new TestTokens("other").clerk("s1", hour)),
        Arguments.of("alg=none", new PlainJWT(claims).serialize()),
        Arguments.of("HMAC with the public key", hmac.serialize()),
        Arguments.of("changed after signing", good.substring(0, good.length() - 6) + "AAAAAA"),
        Arguments.of("garbage", "garbage"),
        Arguments.of(
            "of another issuer",
            t.token(hour, c -> c.issuer("else").subject("x").claim("role", "HEADQUARTERS"))),
        Arguments.of(
            "for another audience",
            t.token(hour, c -> c.audience("else").subject("x").claim("role", "HEADQUARTERS"))),
        Arguments.of(
            "not valid yet",
            t.token(
                hour,
                c -> c.notBeforeTime(Date.from(hour)).subject("x").claim("role", "HEADQUARTERS"))),
        Arguments.of("without a role", t.token(hour, c -> c.subject("x"))),
        Arguments.of(
            "of an unknown role", t.token(hour, c -> c.subject("x").claim("role", "KING"))),
        Arguments.of(
            "of a clerk without a store",
            t.token(hour, c -> c.subject("x").claim("role", "CLERK"))),
        Arguments.of(
            "with a malformed store",
            t.token(hour, c -> c.subject("x").claim("role", "CLERK").claim("store", "A B"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTokens")
  void aBadTokenIsRefused(String name, String token) {
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                edge.as(token, StockServiceGrpc.newBlockingStub(edge.channel))
                    .getStockLine(line("s1")));
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(EdgeFixture.reason(e)).isEqualTo("TOKEN_INVALID");
    assertThat(e.getStatus().getDescription()).doesNotContain("Exception", "nimbus");
  }

  @Test
  void noTokenIsRefusedAndHeadersAreNoToken() {
    var stub =
        EdgeFixture.with(
            "x-shelfshare-role", "HEADQUARTERS", StockServiceGrpc.newBlockingStub(edge.channel));
    assertThatThrownBy(() -> stub.getStockLine(line("s1")))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(EdgeFixture.reason(e)).isEqualTo("TOKEN_INVALID"));
  }

  @Test
  void aStoreActingForAnotherIsRefusedAndLearnsNothing() {
    int before = edge.market.mutations.get() + edge.market.reads.get();
    var requests =
        edge.as(edge.clerk("s2"), TransferRequestServiceGrpc.newBlockingStub(edge.channel));
    for (String store : new String[] {"stores/s1", "stores/there-is-none"}) {
      StatusRuntimeException e =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () -> requests.createTransferRequest(edge.post().setParent(store).build()));
      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
      assertThat(e.getStatus().getDescription()).isEqualTo("Your token does not allow this.");
      assertThat(EdgeFixture.detail(EdgeFixture.status(e), ErrorInfo.class).getMetadataMap())
          .isEmpty();
    }
    denied(
        () ->
            requests.grabTransferRequest(
                grab("transferRequests/019aa5b2-7c1e-5d3a-9f00-1b2c3d4e5f60")
                    .setStore("stores/s1")
                    .build()));
    denied(
        () ->
            requests.listTransferRequests(
                ListTransferRequestsRequest.newBuilder().setParent("stores/-").build()));
    denied(
        () ->
            edge.as(edge.clerk("s2"), StockServiceGrpc.newBlockingStub(edge.channel))
                .getStockLine(line("s1")));
    denied(
        () ->
            edge.as(edge.clerk("s2"), DirectoryServiceGrpc.newBlockingStub(edge.channel))
                .importSkus(
                    ImportSkusRequest.newBuilder()
                        .setRequestId(EdgeFixture.requestId())
                        .addSkus(
                            Sku.newBuilder()
                                .setName("skus/x")
                                .setStyle("x")
                                .setColour("x")
                                .setSize("x"))
                        .build()));
    assertThat(edge.market.mutations.get() + edge.market.reads.get()).isEqualTo(before);
  }

  @Test
  void storesOfOneOwnerReadEachOthersStockAndItsStaffActsForThem() {
    var sister = edge.as(edge.clerk("s3"), StockServiceGrpc.newBlockingStub(edge.channel));
    assertThat(sister.getStockLine(line("s1")).getAvailable()).isEqualTo(10);
    String owner = EdgeFixture.TOKENS.owner("dealer-1", edge.now().plus(Duration.ofHours(1)));
    var staff = edge.as(owner, TransferRequestServiceGrpc.newBlockingStub(edge.channel));
    assertThat(staff.createTransferRequest(edge.post().build()).getStore()).isEqualTo("stores/s1");
    denied(() -> staff.createTransferRequest(edge.post().setParent("stores/s2").build()));
    String operator = EdgeFixture.TOKENS.chain("OPERATOR", edge.now().plus(Duration.ofHours(1)));
    denied(
        () ->
            edge.as(operator, TransferRequestServiceGrpc.newBlockingStub(edge.channel))
                .createTransferRequest(edge.post().build()));
  }

  @Test
  void awardsAndOrdersAreShownToThoseTheyConcernOnly() {
    var s1 = edge.as(edge.clerk("s1"), TransferRequestServiceGrpc.newBlockingStub(edge.channel));
    TransferRequest posted = s1.createTransferRequest(edge.post().build());
    var s2 = edge.as(edge.clerk("s2"), TransferRequestServiceGrpc.newBlockingStub(edge.channel));
    GrabTransferRequestResponse won = s2.grabTransferRequest(grab(posted.getName()).build());
    var get = GetTransferRequestRequest.newBuilder().setName(posted.getName()).build();
    var s4 = EdgeFixture.TOKENS.owner("dealer-9", edge.now().plus(Duration.ofHours(1)));
    var stranger = edge.as(s4, TransferRequestServiceGrpc.newBlockingStub(edge.channel));
    assertThat(s1.getTransferRequest(get).getAwardsList()).hasSize(1);
    assertThat(s2.getTransferRequest(get).getAwardsList()).hasSize(1);
    assertThat(stranger.getTransferRequest(get).getAwardsList()).isEmpty();

    var order = GetTransferOrderRequest.newBuilder().setName(won.getTransferOrder()).build();
    assertThat(
            edge.as(edge.clerk("s1"), TransferOrderServiceGrpc.newBlockingStub(edge.channel))
                .getTransferOrder(order)
                .getSupplierStore())
        .isEqualTo("stores/s2");
    assertThatThrownBy(
            () ->
                edge.as(s4, TransferOrderServiceGrpc.newBlockingStub(edge.channel))
                    .getTransferOrder(order))
        .hasMessageContaining("NOT_FOUND");
    denied(
        () ->
            edge.as(edge.clerk("s1"), TransferOrderServiceGrpc.newBlockingStub(edge.channel))
                .confirmTransferOrder(
                    ConfirmTransferOrderRequest.newBuilder()
                        .setName(won.getTransferOrder())
                        .setRequestId(EdgeFixture.requestId())
                        .build()));
    denied(
        () ->
            edge.as(edge.clerk("s2"), TransferOrderServiceGrpc.newBlockingStub(edge.channel))
                .receiveTransferOrder(
                    ReceiveTransferOrderRequest.newBuilder()
                        .setName(won.getTransferOrder())
                        .setRequestId(EdgeFixture.requestId())
                        .build()));
    denied(
        () ->
            s2.cancelTransferRequest(
                CancelTransferRequestRequest.newBuilder()
                    .setName(posted.getName())
                    .setRequestId(EdgeFixture.requestId())
                    .build()));
  }

  @Test
  void fewerUnitsThanPendingNeedAReason() {
    var s1 = edge.as(edge.clerk("s1"), TransferRequestServiceGrpc.newBlockingStub(edge.channel));
    var s2 = edge.as(edge.clerk("s2"), TransferRequestServiceGrpc.newBlockingStub(edge.channel));
    TransferRequest posted = s1.createTransferRequest(edge.post().build());
    var grab = grab(posted.getName());
    grab.getLinesBuilder(0).setQuantity(2);
    String order = s2.grabTransferRequest(grab.build()).getTransferOrder();
    var orders = edge.as(edge.clerk("s2"), TransferOrderServiceGrpc.newBlockingStub(edge.channel));
    var confirm =
        ConfirmTransferOrderRequest.newBuilder()
            .setName(order)
            .setRequestId(EdgeFixture.requestId())
            .addFound(Quantity.newBuilder().setSku("skus/sku-1").setQuantity(1));
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> orders.confirmTransferOrder(confirm.build()));
    assertThat(EdgeFixture.badRequest(e).getFieldViolations(0).getField())
        .isEqualTo("short_reason");
    confirm.setShortReasonValue(1);
    assertThatCode(() -> orders.confirmTransferOrder(confirm.build())).doesNotThrowAnyException();
  }

  @Test
  void aLoserLearnsWhyAndHeadquartersLearnsWhoWon() {
    var s1 = edge.as(edge.clerk("s1"), TransferRequestServiceGrpc.newBlockingStub(edge.channel));
    TransferRequest posted = s1.createTransferRequest(edge.post().build());
    edge.as(edge.clerk("s2"), TransferRequestServiceGrpc.newBlockingStub(edge.channel))
        .grabTransferRequest(grab(posted.getName()).build());
    edge.market.nextGrab =
        Optional.of(
            () ->
                CompletableFuture.completedFuture(
                    Answer.refused(Refusal.of(Refusal.Reason.ALREADY_COVERED))));
    for (String token : new String[] {edge.clerk("s3"), edge.headquarters()}) {
      StatusRuntimeException e =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  edge.as(token, TransferRequestServiceGrpc.newBlockingStub(edge.channel))
                      .grabTransferRequest(grab(posted.getName()).setStore("stores/s3").build()));
      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
      assertThat(EdgeFixture.reason(e)).isEqualTo("ALREADY_COVERED");
      Map<String, String> metadata =
          EdgeFixture.detail(EdgeFixture.status(e), ErrorInfo.class).getMetadataMap();
      if (token.equals(edge.headquarters()) || metadata.containsKey("winner_store")) {
        assertThat(metadata).containsEntry("winner_store", "stores/s2");
        assertThat(token).isNotEqualTo(edge.clerk("s3"));
      }
    }
  }

  @Test
  void developmentHeadersAreRefusedWhereOthersCanReachThem() throws Exception {
    Path jwks = Files.createTempFile("jwks", ".json");
    assertThatThrownBy(
            () ->
                EdgeSettings.from(
                    EdgeFixture.config(
                        jwks,
                        "shelfshare { edge.host = 0.0.0.0, security.insecure-dev-headers = on }")))
        .hasMessageContaining("insecure-dev-headers");
    try (EdgeFixture open = EdgeFixture.start("shelfshare.security.insecure-dev-headers = on")) {
      var stub =
          EdgeFixture.with(
              "x-shelfshare-role", "HEADQUARTERS", StockServiceGrpc.newBlockingStub(open.channel));
      assertThat(stub.getStockLine(line("s1")).getAvailable()).isEqualTo(10);
    }
  }

  @Test
  @DisplayName("P6: same body, same fingerprint; the id and not_after are no part of it")
  void theFingerprintIsOfTheBodyAlone() {
    var s1 = edge.as(edge.clerk("s1"), TransferRequestServiceGrpc.newBlockingStub(edge.channel));
    var post = edge.post();
    TransferRequest first = s1.createTransferRequest(post.build());
    String fingerprint = edge.market.lastMutation.orElseThrow().fingerprint();
    assertThat(edge.market.lastMutation.orElseThrow().actor()).isEqualTo("clerk-s1@s1");
    var again = post.clone().setNotAfter(edge.in(Duration.ofSeconds(20)));
    again.getTransferRequestBuilder().setVersion(99).setName("ignored");
    assertThat(s1.createTransferRequest(again.build()).getName()).isEqualTo(first.getName());
    assertThat(edge.market.lastMutation.orElseThrow().fingerprint())
        .isEqualTo(fingerprint)
        .hasSize(32);
    var other = post.clone();
    other.getTransferRequestBuilder().setNote("other");
    s1.createTransferRequest(other.build());
    assertThat(edge.market.lastMutation.orElseThrow().fingerprint()).isNotEqualTo(fingerprint);
    assertThat(edge.market.requests)
        .containsKey(new RequestId(java.util.UUID.fromString(first.getName().substring(17))));
  }

  @Test
  @DisplayName("P6: a retry after its not_after reaches the one that remembers its answer")
  void aCallAfterItsNotAfterIsDecidedBehindTheEdge() {
    var s1 = edge.as(edge.clerk("s1"), TransferRequestServiceGrpc.newBlockingStub(edge.channel));
    var post = edge.post();
    String name = s1.createTransferRequest(post.build()).getName();
    var late = post.clone().setNotAfter(edge.in(Duration.ofSeconds(-6))).build();
    assertThat(s1.createTransferRequest(late).getName()).isEqualTo(name);
    assertThat(edge.market.lastMutation.orElseThrow().notAfter())
        .isEqualTo(Times.instant(late.getNotAfter()));
  }

  private static GetStockLineRequest line(String store) {
    return GetStockLineRequest.newBuilder()
        .setName("stores/" + store + "/stockLines/sku-1")
        .build();
  }

  private static GrabTransferRequestRequest.Builder grab(String name) {
    return GrabTransferRequestRequest.newBuilder()
        .setName(name)
        .setRequestId(EdgeFixture.requestId())
        .addLines(Quantity.newBuilder().setSku("skus/sku-1").setQuantity(1));
  }

  private static void denied(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    StatusRuntimeException e = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(e).isNotNull();
    assertThat(EdgeFixture.reason(e)).isEqualTo("NOT_ALLOWED");
  }
}
