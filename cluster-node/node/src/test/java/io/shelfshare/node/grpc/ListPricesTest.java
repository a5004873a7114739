package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.type.Money;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.shelfshare.market.v1.ImportPricesRequest;
import io.shelfshare.market.v1.ListPrice;
import io.shelfshare.market.v1.ListPricesRequest;
import io.shelfshare.market.v1.ListPricesResponse;
import io.shelfshare.market.v1.SettlementServiceGrpc;
import io.shelfshare.market.v1.SettlementServiceGrpc.SettlementServiceBlockingStub;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ListPricesTest {
  private static EdgeFixture edge;

  @BeforeAll
  static void start() throws Exception {
    edge = EdgeFixture.start();
  }

  @AfterAll
  static void stop() throws Exception {
    edge.close();
  }

  private static SettlementServiceBlockingStub as(String token) {
    return edge.as(token, SettlementServiceGrpc.newBlockingStub(edge.channel));
  }

  private static Money yuan(long units) {
    return Money.newBuilder().setCurrencyCode("CNY").setUnits(units).setNanos(500_000_000).build();
  }

  @Test
  void whatWasImportedIsListedInPagesAsItWas() {
    List<ListPrice> imported =
        List.of(
            ListPrice.newBuilder()
                .setSku("skus/sku-1")
                .setRetail(yuan(99))
                .setCost(yuan(40))
                .build(),
            ListPrice.newBuilder()
                .setSku("skus/sku-2")
                .setRetail(yuan(89))
                .setCost(yuan(30))
                .build(),
            ListPrice.newBuilder().setStyle("coat").setRetail(yuan(79)).setCost(yuan(20)).build());
    as(edge.headquarters())
        .importPrices(
            ImportPricesRequest.newBuilder()
                .setRequestId(EdgeFixture.requestId())
                .addAllPrices(imported)
                .build());
    List<ListPrice> listed = new ArrayList<>();
    String token = "";
    do {
      ListPricesResponse page =
          as(edge.headquarters())
              .listPrices(
                  ListPricesRequest.newBuilder().setPageSize(2).setPageToken(token).build());
      listed.addAll(page.getPricesList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(listed).isEqualTo(imported);
  }

  @Test
  @DisplayName("P7: what things cost the brand is not for stores")
  void storesDoNotSeeCosts() {
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> as(edge.clerk("s1")).listPrices(ListPricesRequest.getDefaultInstance()));
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  @DisplayName("P12: a made-up page of prices is refused")
  void aMadeUpPageIsRefused() {
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                as(edge.headquarters())
                    .listPrices(ListPricesRequest.newBuilder().setPageToken("x").build()));
    assertThat(EdgeFixture.badRequest(e).getFieldViolations(0).getField()).isEqualTo("page_token");
  }
}
