package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.shelfshare.market.v1.GetPastStockLineRequest;
import io.shelfshare.market.v1.GetPastTransferRequestRequest;
import io.shelfshare.market.v1.HistoryServiceGrpc;
import io.shelfshare.market.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import io.shelfshare.market.v1.JournalEvent;
import io.shelfshare.market.v1.ListTransferRequestEventsRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static EdgeFixture edge;
  private static String request;

  @BeforeAll
  static void start() throws Exception {
    edge = EdgeFixture.start();
    request = BadInputCases.requests(edge).createTransferRequest(edge.post().build()).getName();
  }

  @AfterAll
  static void stop() throws Exception {
    edge.close();
  }

  private static HistoryServiceBlockingStub as(String store) {
    return edge.as(edge.clerk(store), HistoryServiceGrpc.newBlockingStub(edge.channel));
  }

  @Test
  void pagesLeadThroughEverythingThatHappenedOnce() {
    List<JournalEvent> events = new ArrayList<>();
    String token = "";
    do {
      var page =
          as("s1")
              .listTransferRequestEvents(
                  ListTransferRequestEventsRequest.newBuilder()
                      .setParent(request)
                      .setPageSize(2)
                      .setPageToken(token)
                      .build());
      events.addAll(page.getEventsList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(events)
        .extracting(JournalEvent::getSequenceNumber)
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    JournalEvent last = events.get(4);
    assertThat(last.getKind()).isEqualTo("AWARDED");
    assertThat(last.getActor()).isEqualTo("li@s1");
    assertThat(
            last.getDetails()
                .getFieldsOrThrow("lines")
                .getListValue()
                .getValues(0)
                .getStructValue()
                .getFieldsOrThrow("quantity")
                .getNumberValue())
        .isEqualTo(5);
  }

  @Test
  @DisplayName("P7: what happened to a request is its asking store's business")
  void anotherStoreDoesNotLearnOfARequestsHistory() {
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                as("s2")
                    .listTransferRequestEvents(
                        ListTransferRequestEventsRequest.newBuilder().setParent(request).build()));
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    StatusRuntimeException stock =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                as("s2")
                    .getPastStockLine(
                        GetPastStockLineRequest.newBuilder()
                            .setName("stores/s1/stockLines/sku-1")
                            .setReadTime(Times.timestamp(HistoryInMemory.BEGINNING))
                            .build()));
    assertThat(stock.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  void whatHadNotBegunIsNotFound() {
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                as("s1")
                    .getPastTransferRequest(
                        GetPastTransferRequestRequest.newBuilder()
                            .setName(request)
                            .setReadTime(Times.timestamp(HistoryInMemory.BEGINNING.minusSeconds(1)))
                            .build()));
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  @DisplayName("P12: the future has no history")
  void aTimeToComeIsRefusedByItsField() {
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                as("s1")
                    .getPastTransferRequest(
                        GetPastTransferRequestRequest.newBuilder()
                            .setName(request)
                            .setReadTime(edge.in(Duration.ofHours(1)))
                            .build()));
    assertThat(EdgeFixture.badRequest(e).getFieldViolations(0).getField()).isEqualTo("read_time");
    assertThat(EdgeFixture.badRequest(e).getFieldViolations(0).getDescription())
        .contains("a time that has passed");
  }
}
