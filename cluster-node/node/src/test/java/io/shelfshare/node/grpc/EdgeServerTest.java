package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import io.shelfshare.market.v1.GetStockLineRequest;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.StockServiceGrpc;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EdgeServerTest {
  private static EdgeFixture edge;

  @BeforeAll
  static void start() throws Exception {
    edge = EdgeFixture.start();
  }

  @AfterAll
  static void stop() throws Exception {
    edge.close();
  }

  @Test
  void theSameCallAnswersTheSameInGrpcGrpcWebAndJson() throws Exception {
    GetStockLineRequest request =
        GetStockLineRequest.newBuilder().setName("stores/s1/stockLines/sku-3").build();
    StockLine line =
        edge.as(edge.clerk("s1"), StockServiceGrpc.newBlockingStub(edge.channel))
            .getStockLine(request);
    assertThat(line.getAvailable()).isEqualTo(30);

    byte[] message = request.toByteArray();
    ByteBuffer framed = ByteBuffer.allocate(5 + message.length);
    framed.put((byte) 0).putInt(message.length).put(message);
    HttpResponse<byte[]> web =
        edge.post(
            "/shelfshare.market.v1.StockService/GetStockLine",
            framed.array(),
            "content-type",
            "application/grpc-web+proto",
            "authorization",
            "Bearer " + edge.clerk("s1"));
    ByteBuffer body = ByteBuffer.wrap(web.body());
    assertThat(body.get()).isZero();
    int length = body.getInt();
    assertThat(StockLine.parseFrom(CodedInputStream.newInstance(web.body(), 5, length)))
        .isEqualTo(line);

    HttpResponse<String> json =
        edge.get("/v1/stores/s1/stockLines/sku-3", "authorization", "Bearer " + edge.clerk("s1"));
    assertThat(json.statusCode()).as(json.body()).isEqualTo(200);
    assertThat(json.body().replace(" ", ""))
        .contains("\"available\":\"30\"", "\"name\":\"stores/s1/stockLines/sku-3\"");
  }

  @Test
  void jsonErrorsAreOfTheSameKind() throws Exception {
    HttpResponse<String> json = edge.get("/v1/stores/s1/stockLines/sku-3");
    assertThat(json.statusCode()).isEqualTo(401);
    assertThat(json.body())
        .contains("\"status\":\"UNAUTHENTICATED\"", "\"reason\":\"TOKEN_INVALID\"");
  }

  @Test
  void healthFollowsReadinessAndNeedsNoToken() throws Exception {
    HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(edge.channel);
    HealthCheckRequest whole = HealthCheckRequest.getDefaultInstance();
    assertThat(health.check(whole).getStatus()).isEqualTo(ServingStatus.SERVING);
    assertThat(edge.get("/ready").statusCode()).isEqualTo(200);

    edge.health.notReady("joining the cluster");

    assertThat(health.check(whole).getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
    HttpResponse<String> ready = edge.get("/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).isEqualTo("{\"ready\":false,\"why\":\"joining the cluster\"}");
    assertThat(edge.get("/live").statusCode()).isEqualTo(200);
    edge.health.ready();
  }

  @Test
  void reflectionListsTheServices() throws Exception {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> ask =
        ServerReflectionGrpc.newStub(edge.channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse value) {
                    answer.complete(value);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    ask.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    ask.onCompleted();
    assertThat(answer.get(10, TimeUnit.SECONDS).getListServicesResponse().getServiceList())
        .extracting(service -> service.getName())
        .contains(
            "shelfshare.market.v1.StockService",
            "shelfshare.market.v1.TransferRequestService",
            "shelfshare.market.v1.TransferOrderService",
            "shelfshare.market.v1.DirectoryService",
            "grpc.health.v1.Health");
  }

  @Test
  void theDocumentationShowsTheProtosComments() throws Exception {
    assertThat(edge.get("/docs/").statusCode()).isEqualTo(200);
    HttpResponse<String> specification = edge.get("/docs/specification.json");
    assertThat(specification.body())
        .contains("GrabTransferRequest", "Finds stores that have a SKU available, nearest first");
  }

  @Test
  void aWatchOverJsonIsRefusedAndNotLeftHanging() throws Exception {
    HttpResponse<String> answer =
        edge.get(
            "/v1/stores/s1/transferRequests:watch", "authorization", "Bearer " + edge.clerk("s1"));
    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 501);
    assertThat(answer.body()).doesNotContain("Exception");
  }

  @Test
  void metricsCountCalls() throws Exception {
    edge.get("/v1/stores/s1/stockLines/sku-3");
    HttpResponse<String> metrics = edge.get("/metrics");
    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.body())
        .contains("shelfshare_edge", "shelfshare_edge_errors_total", "GetStockLine");
  }

  @Test
  void anUnknownPathIsAPlain404() throws Exception {
    HttpResponse<String> answer = edge.get("/nowhere");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("{\"error\":{\"code\":404,\"message\":\"Not Found\"}}");
    assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
  }
}
