package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.RetryInfo;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.request.Award;
import io.shelfshare.market.v1.GetStockLineRequest;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.RecordStockMovementsRequest;
import io.shelfshare.market.v1.StockMovement;
import io.shelfshare.market.v1.StockServiceGrpc;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.TransferRequestServiceGrpc;
import io.shelfshare.node.grpc.gateway.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BoundsTest {
  private static EdgeFixture edge;

  @BeforeAll
  static void start() throws Exception {
    edge =
        EdgeFixture.start(
            """
            shelfshare.edge {
              timeouts.unary-default = 700ms
              timeouts.unary-max = 2s
              transport.message-bytes-max = 64KiB
              limits.store-mutations { per-second = 1, burst = 3 }
              limits.refused-tokens { per-second = 1, burst = 5 }
              limits.open-requests-max = 2
            }
            """);
  }

  @AfterAll
  static void stop() throws Exception {
    edge.close();
  }

  @AfterEach
  void forget() {
    edge.market.nextGrab = Optional.empty();
  }

  private static TransferRequestServiceGrpc.TransferRequestServiceBlockingStub as(String token) {
    return edge.as(token, TransferRequestServiceGrpc.newBlockingStub(edge.channel));
  }

  private static GrabTransferRequestRequest grab() {
    return GrabTransferRequestRequest.newBuilder()
        .setName("transferRequests/019aa5b2-7c1e-5d3a-9f00-1b2c3d4e5f60")
        .setRequestId(EdgeFixture.requestId())
        .setStore("stores/s2")
        .addLines(Quantity.newBuilder().setSku("skus/sku-1").setQuantity(1))
        .build();
  }

  private static StatusRuntimeException grabFails(CompletableFuture<Answer<Award>> outcome) {
    edge.market.nextGrab = Optional.of(() -> outcome);
    return catchThrowableOfType(
        StatusRuntimeException.class, () -> as(edge.headquarters()).grabTransferRequest(grab()));
  }

  @Test
  void nothingInternalLeaksFromAGatewayThatFails() {
    var secret = new IllegalStateException("jdbc:secret at io.shelfshare.node.Inner");
    StatusRuntimeException e = grabFails(CompletableFuture.failedFuture(secret));
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(EdgeFixture.reason(e)).isEqualTo("INTERNAL");
    assertThat(EdgeFixture.status(e).toString()).doesNotContain("secret", "Exception", "Inner");
    assertThat(String.valueOf(e.getTrailers())).doesNotContain("secret", "throwable");

    edge.market.nextGrab =
        Optional.of(
            () -> {
              throw secret;
            });
    StatusRuntimeException thrown =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> as(edge.headquarters()).grabTransferRequest(grab()));
    assertThat(EdgeFixture.reason(thrown)).isEqualTo("INTERNAL");
    assertThat(thrown.getStatus().getDescription()).doesNotContain("secret");
  }

  @Test
  void aCopyThatItsEntityFindsTooLateMustNotBeSentAgain() {
    var late = Answer.<Award>refused(Refusal.of(Refusal.Reason.TOO_LATE));
    StatusRuntimeException e = grabFails(CompletableFuture.completedFuture(late));
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(EdgeFixture.reason(e)).isEqualTo("TOO_LATE");
  }

  @Test
  void anEntityThatDoesNotAnswerInTimeIsToBeAskedAgain() {
    StatusRuntimeException e = grabFails(CompletableFuture.failedFuture(new TimeoutException("x")));
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(EdgeFixture.reason(e)).isEqualTo("RETRY_LATER");
    assertThat(EdgeFixture.detail(EdgeFixture.status(e), RetryInfo.class).hasRetryDelay()).isTrue();
  }

  @Test
  void aCallWithoutADeadlineEndsByTheServersDefault() {
    long began = System.nanoTime();
    StatusRuntimeException e = grabFails(new CompletableFuture<>());
    assertThat(EdgeFixture.reason(e)).isEqualTo("RETRY_LATER");
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofMillis(600), Duration.ofSeconds(20));
  }

  @Test
  void aClientsDeadlineIsHonouredAndReachesTheContext() {
    AtomicReference<Optional<Long>> left = new AtomicReference<>(Optional.empty());
    edge.market.nextGrab =
        Optional.of(
            () -> {
              var deadline = Context.current().getDeadline();
              left.set(Optional.of(deadline.timeRemaining(TimeUnit.MILLISECONDS)));
              return new CompletableFuture<>();
            });
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                as(edge.headquarters())
                    .withDeadlineAfter(1500, TimeUnit.MILLISECONDS)
                    .grabTransferRequest(grab()));
    assertThat(e.getStatus().getCode())
        .isIn(Status.Code.DEADLINE_EXCEEDED, Status.Code.UNAVAILABLE);
    assertThat(left.get().orElseThrow()).isBetween(1L, 1500L);

    StatusRuntimeException bounded =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                as(edge.headquarters())
                    .withDeadlineAfter(1, TimeUnit.HOURS)
                    .grabTransferRequest(grab()));
    assertThat(EdgeFixture.reason(bounded)).isEqualTo("RETRY_LATER");
    assertThat(left.get().orElseThrow()).isBetween(1L, 2000L);
  }

  @Test
  void aStoreThatCallsTooOftenIsToldWhenToTryAgain() {
    StatusRuntimeException last = null;
    for (int i = 0; i < 10 && last == null; i++) {
      last =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  edge.as(edge.clerk("s3"), StockServiceGrpc.newBlockingStub(edge.channel))
                      .recordStockMovements(
                          RecordStockMovementsRequest.newBuilder()
                              .setParent("stores/s3")
                              .setRequestId(EdgeFixture.requestId())
                              .addMovements(
                                  StockMovement.newBuilder().setSku("skus/sku-1").setSale(1))
                              .build()));
    }
    assertThat(last).isNotNull();
    assertThat(last.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(EdgeFixture.reason(last)).isEqualTo("RATE_LIMITED");
    assertThat(EdgeFixture.detail(EdgeFixture.status(last), RetryInfo.class).getRetryDelay())
        .matches(delay -> delay.getSeconds() <= 1);
    assertThat(
            edge.meters
                .get("shelfshare.edge.errors")
                .tag("reason", "RATE_LIMITED")
                .counter()
                .count())
        .isPositive();
    // Its reads and other stores have buckets of their own.
    var stock = edge.as(edge.clerk("s3"), StockServiceGrpc.newBlockingStub(edge.channel));
    assertThat(
            stock
                .getStockLine(
                    GetStockLineRequest.newBuilder().setName("stores/s3/stockLines/sku-1").build())
                .getAvailable())
        .isEqualTo(10);
  }

  @Test
  void tooManyOpenRequestsAreRefusedAndARetryOfOneIsNot() {
    TransferRequest first = as(edge.headquarters()).createTransferRequest(edge.post().build());
    var second = edge.post();
    as(edge.headquarters()).createTransferRequest(second.build());
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> as(edge.headquarters()).createTransferRequest(edge.post().build()));
    assertThat(EdgeFixture.reason(e)).isEqualTo("TOO_MANY_OPEN_REQUESTS");
    assertThat(first.getName()).isNotEmpty();
  }

  @Test
  void theWebShopLeavesRoomForTheShopFloorAndTheOtherWayRound() throws Exception {
    try (EdgeFixture four = EdgeFixture.start("shelfshare.edge.limits.open-requests-max = 4")) {
      for (TransferRequest.Channel flood :
          List.of(
              TransferRequest.Channel.CHANNEL_WEB_SHOP, TransferRequest.Channel.CHANNEL_STORE)) {
        String store = flood == TransferRequest.Channel.CHANNEL_STORE ? "stores/s1" : "stores/s2";
        TransferRequest.Channel other =
            flood == TransferRequest.Channel.CHANNEL_STORE
                ? TransferRequest.Channel.CHANNEL_MICRO_SHOP
                : TransferRequest.Channel.CHANNEL_STORE;
        for (int i = 0; i < 3; i++) {
          postOf(four, store, flood);
        }
        StatusRuntimeException e =
            catchThrowableOfType(StatusRuntimeException.class, () -> postOf(four, store, flood));
        assertThat(EdgeFixture.reason(e)).isEqualTo("TOO_MANY_OPEN_REQUESTS");
        assertThat(e.getStatus().getDescription()).contains("3 of at most 3");
        assertThat(postOf(four, store, other).getName()).isNotEmpty();
      }
    }
  }

  private static TransferRequest postOf(
      EdgeFixture at, String store, TransferRequest.Channel channel) {
    var post = at.post().setParent(store);
    post.getTransferRequestBuilder().setChannel(channel);
    return at.as(at.headquarters(), TransferRequestServiceGrpc.newBlockingStub(at.channel))
        .createTransferRequest(post.build());
  }

  @Test
  void anOversizedMessageIsRefusedInGrpcAndJson() throws Exception {
    var post = edge.post();
    post.getTransferRequestBuilder().setNote("x".repeat(100_000));
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> as(edge.headquarters()).createTransferRequest(post.build()));
    assertThat(EdgeFixture.reason(e)).isEqualTo("INVALID_FIELDS");
    assertThat(e.getStatus().getDescription()).contains("65536 bytes");
    byte[] huge = ("{\"requestId\":\"" + "x".repeat(200_000) + "\"}").getBytes("UTF-8");
    var answer =
        edge.post(
            "/v1/stores/s1/transferRequests",
            huge,
            "content-type",
            "application/json",
            "authorization",
            "Bearer " + edge.headquarters());
    assertThat(answer.statusCode()).isIn(400, 413);
    assertThat(new String(answer.body(), "UTF-8")).doesNotContain("Exception");
  }

  @Test
  void anAddressThatKeepsSendingBadTokensIsSlowedDownButKnownTokensGoThrough() throws Exception {
    try (EdgeFixture own =
        EdgeFixture.start("shelfshare.edge.limits.refused-tokens { per-second = 1, burst = 5 }")) {
      var request = GetStockLineRequest.newBuilder().setName("stores/s1/stockLines/sku-1").build();
      var good = own.as(own.clerk("s1"), StockServiceGrpc.newBlockingStub(own.channel));
      good.getStockLine(request);
      StatusRuntimeException last = null;
      for (int i = 0; i < 50; i++) {
        last =
            catchThrowableOfType(
                StatusRuntimeException.class,
                () ->
                    own.as("bad", StockServiceGrpc.newBlockingStub(own.channel))
                        .getStockLine(request));
        if (EdgeFixture.reason(last).equals("RATE_LIMITED")) {
          break;
        }
      }
      assertThat(EdgeFixture.reason(last)).isEqualTo("RATE_LIMITED");
      assertThat(good.getStockLine(request).getAvailable()).isEqualTo(10);
    }
  }
}
