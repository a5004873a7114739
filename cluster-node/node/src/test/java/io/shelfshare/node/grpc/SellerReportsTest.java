package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.shelfshare.domain.IsoWeek;
import io.shelfshare.market.v1.ListSellersRequest;
import io.shelfshare.market.v1.ListSellersResponse;
import io.shelfshare.market.v1.ReportServiceGrpc;
import io.shelfshare.market.v1.SellerKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SellerReportsTest {
  private static EdgeFixture edge;

  @BeforeAll
  static void start() throws Exception {
    edge = EdgeFixture.start();
  }

  @AfterAll
  static void stop() throws Exception {
    edge.close();
  }

  private static ListSellersResponse list(String token, ListSellersRequest.Builder request) {
    return edge.as(token, ReportServiceGrpc.newBlockingStub(edge.channel))
        .listSellers(request.build());
  }

  private static ListSellersRequest.Builder of(String store, SellerKind kind) {
    return ListSellersRequest.newBuilder().setParent("stores/" + store).setKind(kind);
  }

  @Test
  void withoutAWeekTheLastOneThatIsOverIsMeant() {
    IsoWeek last = IsoWeek.of(edge.now()).plusWeeks(-1);
    ListSellersResponse found = list(edge.clerk("s1"), of("s1", SellerKind.SELLER_KIND_BEST));
    assertThat(found.getWeek()).isEqualTo(last.toString());
    assertThat(found.getFirstDay()).isEqualTo(last.monday().toString());
    assertThat(found.getLastDay()).isEqualTo(last.sunday().toString());
    assertThat(found.getSoldUnits()).isEqualTo(7);
  }

  @Test
  void eachListHasItsOwnLinesAndSaysWhatTheyAre() {
    String week = IsoWeek.of(edge.now()).toString();
    ListSellersResponse best =
        list(edge.clerk("s1"), of("s1", SellerKind.SELLER_KIND_BEST).setWeek(week));
    assertThat(best.getWeek()).isEqualTo(week);
    assertThat(best.getLinesList())
        .extracting(ListSellersResponse.Line::getSku)
        .containsExactly("skus/sku-1");
    ListSellersResponse.Line slow =
        list(edge.clerk("s1"), of("s1", SellerKind.SELLER_KIND_SLOW)).getLines(0);
    assertThat(slow.getSku()).isEqualTo("skus/sku-2");
    assertThat(slow.getStyle()).isEqualTo("coat");
    assertThat(slow.getSoldUnits()).isEqualTo(1);
    assertThat(slow.getFourWeekSoldUnits()).isEqualTo(4);
    assertThat(slow.getOnHandUnits()).isEqualTo(19);
    assertThat(slow.getAvailableUnits()).isEqualTo(18);
    assertThat(slow.getSpareUnits()).isEqualTo(15);
    assertThat(slow.getSellThroughBasisPoints()).isEqualTo(500);
    assertThat(slow.getWeeksOfCoverTenths()).isEqualTo(190);
    assertThat(slow.getLastSoldDay()).isEqualTo("2026-11-18");
  }

  @Test
  @DisplayName("P7: a store sees its own lists, an owner those of its stores, headquarters all")
  void nobodySeesListsOfOthers() {
    var later = edge.clock.instant().plus(Duration.ofHours(1));
    String owner = EdgeFixture.TOKENS.owner("dealer-1", later);
    for (String token : List.of(edge.clerk("s1"), owner, edge.headquarters())) {
      assertThat(list(token, of("s1", SellerKind.SELLER_KIND_SLOW)).getLinesCount()).isPositive();
    }
    for (String token :
        List.of(
            edge.clerk("s2"),
            EdgeFixture.TOKENS.owner("dealer-2", later),
            EdgeFixture.TOKENS.chain("OPERATOR", later))) {
      StatusRuntimeException refused =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () -> list(token, of("s1", SellerKind.SELLER_KIND_SLOW)));
      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    }
  }

  @Test
  @DisplayName("P12: a store that is not there is not found")
  void anUnknownStoreIsNotFound() {
    StatusRuntimeException refused =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> list(edge.headquarters(), of("none", SellerKind.SELLER_KIND_BEST)));
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(refused.getStatus().getDescription()).contains("stores/none");
  }
}
