package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.BadRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.ListStockLinesRequest;
import io.shelfshare.market.v1.ListStockLinesResponse;
import io.shelfshare.market.v1.StockServiceGrpc;
import io.shelfshare.node.grpc.validation.ClientIds;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("P12: bad input gets one clear error that names the field, and changes nothing")
class BadInputTest {

  private static EdgeFixture edge;

  @BeforeAll
  static void start() throws Exception {
    edge = EdgeFixture.start();
  }

  @AfterAll
  static void stop() throws Exception {
    edge.close();
  }

  @ParameterizedTest
  @MethodSource("io.shelfshare.node.grpc.BadInputCases#cases")
  void badInputGetsOneErrorThatNamesTheField(BadInputCases.Case bad) {
    int before = edge.market.mutations.get() + edge.market.reads.get();
    StatusRuntimeException e =
        catchThrowableOfType(StatusRuntimeException.class, () -> bad.call().accept(edge));
    assertThat(e).isNotNull();
    assertThat(e.getStatus().getCode()).as("%s", e).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(EdgeFixture.reason(e)).isEqualTo("INVALID_FIELDS");
    BadRequest wrong = EdgeFixture.badRequest(e);
    assertThat(wrong.getFieldViolationsList())
        .extracting(BadRequest.FieldViolation::getField)
        .containsExactly(bad.field());
    assertThat(wrong.getFieldViolations(0).getDescription()).contains(bad.expected());
    assertThat(e.getStatus().getDescription()).startsWith(bad.field() + ": ");
    assertThat(edge.market.mutations.get() + edge.market.reads.get()).isEqualTo(before);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    CreateTransferRequestRequest.Builder post = edge.post().setRequestId("x").setParent("y");
    post.getTransferRequestBuilder().getLinesBuilder(0).setQuantity(0);
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> BadInputCases.requests(edge).createTransferRequest(post.build()));
    assertThat(EdgeFixture.badRequest(e).getFieldViolationsList())
        .extracting(BadRequest.FieldViolation::getField)
        .containsExactlyInAnyOrder("request_id", "parent", "transfer_request.lines[0].quantity");
    assertThat(e.getStatus().getDescription()).endsWith("(2 more)");
  }

  @Test
  void wordsAreChineseForThoseWhoAskForIt() {
    CreateTransferRequestRequest.Builder post = edge.post();
    post.getTransferRequestBuilder().getLinesBuilder(0).setQuantity(0);
    var stub = EdgeFixture.with("accept-language", "zh-CN,zh;q=0.9", BadInputCases.requests(edge));
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> stub.createTransferRequest(post.build()));
    assertThat(e.getStatus().getDescription())
        .isEqualTo("transfer_request.lines[0].quantity：收到“0”；应为1 到 10000 之间的数");
  }

  @Test
  @DisplayName("P6: a request_id of another time is refused for its own reason")
  void aRequestIdOfAnotherTimeHasItsOwnReason() {
    for (Duration off : new Duration[] {Duration.ofDays(-8), Duration.ofMinutes(2)}) {
      long millis = edge.now().plus(off).toEpochMilli();
      UUID id = new UUID(millis << 16 | 0x7abc, 0x8abc_0000_0000_0001L);
      assertThat(ClientIds.madeAt(id).toEpochMilli()).isEqualTo(millis);
      StatusRuntimeException e =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  BadInputCases.requests(edge)
                      .createTransferRequest(edge.post().setRequestId(id.toString()).build()));
      assertThat(EdgeFixture.reason(e)).isEqualTo("REQUEST_ID_OUT_OF_TIME");
      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
  }

  @Test
  void anUnknownSkuOrStoreIsNotFoundByItsName() {
    CreateTransferRequestRequest.Builder post = edge.post();
    post.getTransferRequestBuilder().getLinesBuilder(0).setSku("skus/nowhere");
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> BadInputCases.requests(edge).createTransferRequest(post.build()));
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(e.getStatus().getDescription()).contains("skus/nowhere");

    var ghost = edge.as(edge.clerk("ghost"), StockServiceGrpc.newBlockingStub(edge.channel));
    assertThatThrownBy(
            () ->
                ghost.listStockLines(
                    ListStockLinesRequest.newBuilder().setParent("stores/ghost").build()))
        .hasMessageContaining("NOT_FOUND")
        .hasMessageContaining("stores/ghost");
  }

  @Test
  void aPageTokenGoesWithItsQueryOnly() {
    ListStockLinesRequest first =
        ListStockLinesRequest.newBuilder().setParent("stores/s1").setPageSize(2).build();
    ListStockLinesResponse page = BadInputCases.stock(edge).listStockLines(first);
    assertThat(page.getStockLinesList()).hasSize(2);
    ListStockLinesResponse second =
        BadInputCases.stock(edge)
            .listStockLines(
                first.toBuilder().setPageToken(page.getNextPageToken()).setPageSize(10).build());
    assertThat(second.getStockLinesList())
        .extracting(line -> line.getSku())
        .containsExactly("skus/sku-3", "skus/sku-4", "skus/sku-5");
    assertThat(second.getNextPageToken()).isEmpty();
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                BadInputCases.stock(edge)
                    .listStockLines(
                        first.toBuilder()
                            .setSkuPrefix("sku")
                            .setPageToken(page.getNextPageToken())
                            .build()));
    assertThat(EdgeFixture.badRequest(e).getFieldViolations(0).getField()).isEqualTo("page_token");
  }

  @ParameterizedTest
  @MethodSource("brokenBodies")
  void bodiesThatAreNoMessageGetAnErrorWithoutClassNames(String body) throws Exception {
    var answer =
        edge.post(
            "/v1/stores/s1/transferRequests",
            body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "content-type",
            "application/json",
            "authorization",
            "Bearer " + edge.clerk("s1"));
    String text = new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(answer.statusCode()).as(text).isEqualTo(400);
    assertThat(text)
        .contains("\"reason\":\"INVALID_FIELDS\"")
        .doesNotContain("Exception", "com.", "java.", "io.", "gson");
  }

  static Stream<String> brokenBodies() {
    return Stream.of(
        "{",
        "[]",
        "no json",
        "{\"request_id\": 5, \"transferRequest\": {\"mode\": \"MODE_LOUDEST\"}}",
        "{\"transferRequest\": {\"lines\": [{\"quantity\": \"many\"}]}}",
        "{\"nonsense\": 1}",
        "{\"transferRequest\": {\"expireTime\": \"tomorrow\"}}");
  }
}
