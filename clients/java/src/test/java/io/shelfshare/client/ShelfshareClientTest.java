package io.shelfshare.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.shelfshare.market.v1.DirectoryServiceGrpc;
import io.shelfshare.market.v1.GetStockLineRequest;
import io.shelfshare.market.v1.GetStoreRequest;
import io.shelfshare.market.v1.ListStoresRequest;
import io.shelfshare.market.v1.ListStoresResponse;
import io.shelfshare.market.v1.RecordStockMovementsRequest;
import io.shelfshare.market.v1.RecordStockMovementsResponse;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.StockServiceGrpc;
import io.shelfshare.market.v1.Store;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShelfshareClientTest {
  private static final RetryPolicy QUICK =
      new RetryPolicy(5, Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofSeconds(5));

  private final Queue<StatusRuntimeException> failures = new ArrayDeque<>();
  private final List<String> requestIds = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private Server server;
  private ShelfshareClient client;

  @BeforeEach
  void start() throws Exception {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new Shop())
            .addService(new Directory())
            .intercept(new SeeTokens())
            .build()
            .start();
    client = client(server.getPort()).build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.shutdownNow();
  }

  private ShelfshareClientBuilder client(int port) {
    return ShelfshareClient.builder()
        .endpoint("http://127.0.0.1:" + port)
        .token("token-of-s1")
        .retries(QUICK);
  }

  @Test
  @DisplayName("P6: every copy of a retried mutation carries the same request id")
  void everyCopyCarriesTheSameRequestId() {
    failures.add(Status.UNAVAILABLE.asRuntimeException());
    failures.add(refusal(Status.ABORTED, "CONTENDED"));
    var answer =
        client.call(
            () ->
                client
                    .stock()
                    .recordStockMovements(RecordStockMovementsRequest.getDefaultInstance()));
    assertThat(answer.getMovementCount()).isEqualTo(7);
    assertThat(requestIds).hasSize(3);
    assertThat(requestIds.stream().distinct()).hasSize(1);
    assertThat(UUID.fromString(requestIds.get(0)).version()).isEqualTo(7);
  }

  @Test
  void aCopyThatCameTooLateIsSentAgainUnlessTheCallerSetTheTime() {
    failures.add(refusal(Status.DEADLINE_EXCEEDED, "TOO_LATE"));
    var body = RecordStockMovementsRequest.getDefaultInstance();
    client.stock().recordStockMovements(body);
    assertThat(requestIds).hasSize(2);

    failures.add(refusal(Status.DEADLINE_EXCEEDED, "TOO_LATE"));
    var timed = body.toBuilder().setNotAfter(Timestamp.newBuilder().setSeconds(1)).build();
    var failure =
        catchThrowableOfType(
            ShelfshareException.class,
            () -> client.call(() -> client.stock().recordStockMovements(timed)));
    assertThat(failure.reason()).isEqualTo("TOO_LATE");
    assertThat(requestIds).hasSize(3);
  }

  @Test
  void twoMutationsCarryTwoRequestIds() {
    var body = RecordStockMovementsRequest.getDefaultInstance();
    client.stock().recordStockMovements(body);
    client.stock().recordStockMovements(body);
    assertThat(requestIds.stream().distinct()).hasSize(2);
  }

  @Test
  void aCallersOwnRequestIdIsKept() {
    client
        .stock()
        .recordStockMovements(
            RecordStockMovementsRequest.newBuilder().setRequestId("mine").build());
    assertThat(requestIds).containsExactly("mine");
  }

  @Test
  void everyCopyCarriesTheToken() {
    failures.add(Status.UNAVAILABLE.asRuntimeException());
    client.stock().getStockLine(GetStockLineRequest.getDefaultInstance());
    assertThat(tokens).containsExactly("Bearer token-of-s1", "Bearer token-of-s1");
  }

  @Test
  void futuresAreRetriedAsWell() throws Exception {
    failures.add(Status.UNAVAILABLE.asRuntimeException());
    var line = client.stockFuture().getStockLine(GetStockLineRequest.getDefaultInstance()).get();
    assertThat(line.getOnHand()).isEqualTo(3);
  }

  @Test
  void aRefusalIsNotSentAgainAndKeepsItsReasonAndFacts() {
    failures.add(refusal(Status.FAILED_PRECONDITION, "NOT_AVAILABLE"));
    var failure =
        catchThrowableOfType(
            ShelfshareException.class,
            () ->
                client.call(
                    () -> client.stock().getStockLine(GetStockLineRequest.getDefaultInstance())));
    assertThat(failure.reason()).isEqualTo("NOT_AVAILABLE");
    assertThat(failure.code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(failure.metadata()).containsEntry("available", "0");
    assertThat(failure.violations())
        .containsExactly(new ShelfshareException.FieldViolation("lines[0].sku", "is unknown"));
    assertThat(failure).hasMessage("said in words");
    assertThat(tokens).hasSize(1);
  }

  @Test
  void retriesEndAtThePolicysBound() {
    for (int i = 0; i < 20; i++) {
      failures.add(Status.UNAVAILABLE.withDescription("away").asRuntimeException());
    }
    var failure =
        catchThrowableOfType(
            ShelfshareException.class,
            () ->
                client.call(
                    () -> client.stock().getStockLine(GetStockLineRequest.getDefaultInstance())));
    assertThat(failure.code()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(tokens).hasSize(QUICK.maxAttempts());
  }

  @Test
  void aBrokenNodeIsPassedOver() {
    try (ShelfshareClient two =
        ShelfshareClient.builder()
            .endpoints(List.of("http://127.0.0.1:1", "http://127.0.0.1:" + server.getPort()))
            .retries(QUICK)
            .build()) {
      for (int i = 0; i < 10; i++) {
        assertThat(two.stock().getStockLine(GetStockLineRequest.getDefaultInstance()).getOnHand())
            .isEqualTo(3);
      }
    }
  }

  @Test
  void aFrozenNodeIsLeftAloneByTheCallsAfterTheOneThatFoundItOut() throws Exception {
    RetryPolicy once = new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ofMillis(300));
    // Nobody accepts here, and yet the system lets clients connect, as it does for a frozen
    // process.
    try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ShelfshareClient two =
            ShelfshareClient.builder()
                .endpoints(
                    List.of(
                        "http://127.0.0.1:" + frozen.getLocalPort(),
                        "http://127.0.0.1:" + server.getPort()))
                .retries(once)
                // What the first call waits, since no other copy follows its only one.
                .deadline(Duration.ofSeconds(4))
                .build()) {
      var failure =
          catchThrowableOfType(
              ShelfshareException.class,
              () ->
                  two.call(
                      () -> two.stock().getStockLine(GetStockLineRequest.getDefaultInstance())));
      assertThat(failure.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      for (int i = 0; i < 10; i++) {
        assertThat(two.stock().getStockLine(GetStockLineRequest.getDefaultInstance()).getOnHand())
            .isEqualTo(3);
      }
    }
  }

  @Test
  void aNodeThatNeverAnswersIsGivenUpAtTheDeadline() {
    try (ShelfshareClient hasty =
        client(server.getPort()).deadline(Duration.ofMillis(200)).build()) {
      var failure =
          catchThrowableOfType(
              ShelfshareException.class,
              () ->
                  hasty.call(
                      () -> hasty.directory().getStore(GetStoreRequest.getDefaultInstance())));
      assertThat(failure.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }
  }

  @Test
  void aListingIsReadThroughAllOfItsPages() {
    assertThat(client.listStores(ListStoresRequest.getDefaultInstance()).map(Store::getName))
        .containsExactly("stores/s1", "stores/s2", "stores/s3", "stores/s4", "stores/s5");
  }

  @Test
  void endpointsAreReadWithTheirScheme() {
    assertThat(Endpoint.parse("https://shelfshare.example"))
        .isEqualTo(new Endpoint("shelfshare.example", 443, true));
    assertThat(Endpoint.parse("localhost:8")).isEqualTo(new Endpoint("localhost", 8, false));
    assertThat(
            catchThrowableOfType(IllegalArgumentException.class, () -> Endpoint.parse("ftp://x")))
        .hasMessageContaining("expected http://host:port");
  }

  private static StatusRuntimeException refusal(Status status, String reason) {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(status.getCode().value())
            .setMessage("said in words")
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder()
                        .setReason(reason)
                        .setDomain("shelfshare")
                        .putMetadata("available", "0")
                        .build()))
            .addDetails(
                Any.pack(
                    BadRequest.newBuilder()
                        .addFieldViolations(
                            BadRequest.FieldViolation.newBuilder()
                                .setField("lines[0].sku")
                                .setDescription("is unknown"))
                        .build()))
            .build());
  }

  private final class Shop extends StockServiceGrpc.StockServiceImplBase {
    @Override
    public void recordStockMovements(
        RecordStockMovementsRequest request, StreamObserver<RecordStockMovementsResponse> answer) {
      requestIds.add(request.getRequestId());
      answer(RecordStockMovementsResponse.newBuilder().setMovementCount(7).build(), answer);
    }

    @Override
    public void getStockLine(GetStockLineRequest request, StreamObserver<StockLine> answer) {
      answer(StockLine.newBuilder().setOnHand(3).build(), answer);
    }

    private <A> void answer(A message, StreamObserver<A> to) {
      StatusRuntimeException failure = failures.poll();
      if (failure != null) {
        to.onError(failure);
        return;
      }
      to.onNext(message);
      to.onCompleted();
    }
  }

  private static final class Directory extends DirectoryServiceGrpc.DirectoryServiceImplBase {
    @Override
    public void getStore(GetStoreRequest request, StreamObserver<Store> answer) {
      // Never answers.
    }

    @Override
    public void listStores(ListStoresRequest request, StreamObserver<ListStoresResponse> answer) {
      int from = request.getPageToken().isEmpty() ? 1 : Integer.parseInt(request.getPageToken());
      List<Store> page = new ArrayList<>();
      for (int i = from; i < from + 2 && i <= 5; i++) {
        page.add(Store.newBuilder().setName("stores/s" + i).build());
      }
      answer.onNext(
          ListStoresResponse.newBuilder()
              .addAllStores(page)
              .setNextPageToken(from + 2 <= 5 ? String.valueOf(from + 2) : "")
              .build());
      answer.onCompleted();
    }
  }

  private final class SeeTokens implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      tokens.add(headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER)));
      return next.startCall(call, headers);
    }
  }
}
