package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.BadRequest.FieldViolation;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.shelfshare.market.v1.Contract;
import io.shelfshare.market.v1.DirectoryServiceGrpc;
import io.shelfshare.market.v1.DirectoryServiceGrpc.DirectoryServiceBlockingStub;
import io.shelfshare.market.v1.FindStockRequest;
import io.shelfshare.market.v1.ImportContractsRequest;
import io.shelfshare.market.v1.ListContractsRequest;
import io.shelfshare.market.v1.StockServiceGrpc;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContractsTest {
  private static EdgeFixture edge;

  @BeforeAll
  static void start() throws Exception {
    edge = EdgeFixture.start();
  }

  @AfterAll
  static void stop() throws Exception {
    edge.close();
  }

  private static DirectoryServiceBlockingStub as(String token) {
    return edge.as(token, DirectoryServiceGrpc.newBlockingStub(edge.channel));
  }

  private static ImportContractsRequest importing(String... names) {
    ImportContractsRequest.Builder call =
        ImportContractsRequest.newBuilder().setRequestId(EdgeFixture.requestId());
    for (String name : names) {
      call.addContractsBuilder().setName(name).setVisibility(Contract.Visibility.VISIBILITY_HIDDEN);
    }
    return call.build();
  }

  private static Status.Code codeOf(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run).getStatus().getCode();
  }

  @Test
  @DisplayName("P7: an owner reads contracts about its own stock, headquarters reads all")
  void contractsAreTheirOwnersBusiness() {
    as(edge.headquarters())
        .importContracts(
            importing("owners/dealer-1/contracts/-", "owners/dealer-2/contracts/dealer-1"));
    var all = ListContractsRequest.newBuilder().setParent("owners/-").build();
    var own = ListContractsRequest.newBuilder().setParent("owners/dealer-1").build();
    assertThat(as(edge.headquarters()).listContracts(all).getContractsCount()).isEqualTo(2);
    assertThat(as(edge.clerk("s1")).listContracts(own).getContractsList())
        .extracting(Contract::getName)
        .containsExactly("owners/dealer-1/contracts/-");
    assertThat(codeOf(() -> as(edge.clerk("s2")).listContracts(own)))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(codeOf(() -> as(edge.clerk("s1")).listContracts(all)))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  @DisplayName("P7: a store makes no contracts")
  void onlyTheChainImportsContracts() {
    assertThat(
            codeOf(
                () ->
                    as(edge.clerk("s1")).importContracts(importing("owners/dealer-1/contracts/-"))))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  @DisplayName("P12: each owner that is not there is named")
  void unknownOwnersAreToldByTheirFields() {
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                as(edge.headquarters())
                    .importContracts(
                        importing(
                            "owners/nobody/contracts/-",
                            "owners/dealer-1/contracts/-",
                            "owners/dealer-1/contracts/no-one")));
    assertThat(EdgeFixture.badRequest(e).getFieldViolationsList())
        .extracting(FieldViolation::getField)
        .containsExactly("contracts[0].name", "contracts[2].name");
  }

  @Test
  @DisplayName("P7: who keeps the system running has no business with stock")
  void anOperatorFindsNoStock() {
    String operator =
        EdgeFixture.TOKENS.chain("OPERATOR", edge.clock.instant().plus(Duration.ofHours(1)));
    assertThat(
            codeOf(
                () ->
                    edge.as(operator, StockServiceGrpc.newBlockingStub(edge.channel))
                        .findStock(
                            FindStockRequest.newBuilder()
                                .setSku("skus/sku-1")
                                .setStore("stores/s1")
                                .build())))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
  }
}
