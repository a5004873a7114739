package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.shelfshare.market.v1.CreatePolicyRequest;
import io.shelfshare.market.v1.ExportReportRequest;
import io.shelfshare.market.v1.ExportReportResponse;
import io.shelfshare.market.v1.Factor;
import io.shelfshare.market.v1.ListPoliciesRequest;
import io.shelfshare.market.v1.Policy;
import io.shelfshare.market.v1.QueryStockRequest;
import io.shelfshare.market.v1.ReportServiceGrpc;
import io.shelfshare.market.v1.RoutingServiceGrpc;
import io.shelfshare.market.v1.RoutingServiceGrpc.RoutingServiceBlockingStub;
import io.shelfshare.market.v1.StockFilter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the headquarters page asks for beside everything else. */
class HeadquartersCallsTest {
  private static EdgeFixture edge;

  @BeforeAll
  static void start() throws Exception {
    edge = EdgeFixture.start();
  }

  @AfterAll
  static void stop() throws Exception {
    edge.close();
  }

  private static RoutingServiceBlockingStub routing() {
    return edge.as(edge.headquarters(), RoutingServiceGrpc.newBlockingStub(edge.channel));
  }

  private static CreatePolicyRequest.Builder check() {
    Policy.Builder policy = Policy.newBuilder().setName("policies/tried").setDisplayName("Tried");
    policy.addWeightsBuilder().setFactor(Factor.FACTOR_DISTANCE).setWeight(3);
    return CreatePolicyRequest.newBuilder()
        .setRequestId(EdgeFixture.requestId())
        .setPolicy(policy)
        .setValidateOnly(true);
  }

  @Test
  void aPolicyThatIsOnlyCheckedIsNotMade() {
    assertThat(routing().createPolicy(check().build()).getVersion()).isZero();
    assertThat(routing().listPolicies(ListPoliciesRequest.getDefaultInstance()).getPoliciesList())
        .extracting(Policy::getName)
        .doesNotContain("policies/tried");
  }

  @Test
  @DisplayName("P12: a check of a policy names what is wrong, as making it would")
  void aCheckOfAPolicyNamesWhatIsWrong() {
    CreatePolicyRequest.Builder wrong = check();
    wrong.getPolicyBuilder().addRingsBuilder().setWithinKm(5).setRegionLevels(2);
    StatusRuntimeException refused =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> routing().createPolicy(wrong.build()));
    assertThat(EdgeFixture.badRequest(refused).getFieldViolations(0).getField())
        .startsWith("policy.rings[0]");
  }

  @Test
  void aFileOfStockHasEveryLineOfTheFilterAndTheirTotal() {
    List<ByteString> parts = new ArrayList<>();
    edge.as(edge.headquarters(), ReportServiceGrpc.newBlockingStub(edge.channel))
        .exportReport(
            ExportReportRequest.newBuilder()
                .setStockLines(
                    QueryStockRequest.newBuilder()
                        .setPageSize(1)
                        .setFilter(StockFilter.newBuilder().setSku("skus/sku-2")))
                .setFormat(ExportReportRequest.Format.FORMAT_CSV)
                .build())
        .forEachRemaining((ExportReportResponse part) -> parts.add(part.getContent()));
    List<String> lines =
        ByteString.copyFrom(parts).toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.get(0)).startsWith("sku,style,colour,size,store,owner,region,on_hand,");
    assertThat(lines.get(1)).startsWith("sku-2,coat,red,2,s1,dealer-1,CN/East/");
    assertThat(lines.get(4)).startsWith("total,,,,,,,60,");
    assertThat(lines).hasSize(5);
  }
}
