package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.ListMergeCandidatesRequest;
import io.shelfshare.market.v1.ListMergeCandidatesResponse;
import io.shelfshare.market.v1.MergeTransferRequestsRequest;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.TransferRequestServiceGrpc;
import io.shelfshare.market.v1.TransferRequestServiceGrpc.TransferRequestServiceBlockingStub;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RequestMergingTest {
  private EdgeFixture edge;

  @BeforeEach
  void start() throws Exception {
    edge = EdgeFixture.start();
  }

  @AfterEach
  void stop() throws Exception {
    edge.close();
  }

  private TransferRequestServiceBlockingStub as(String store) {
    return edge.as(edge.clerk(store), TransferRequestServiceGrpc.newBlockingStub(edge.channel));
  }

  private TransferRequest posted(String sku, long units) {
    CreateTransferRequestRequest.Builder post = edge.post();
    post.getTransferRequestBuilder().getLinesBuilder(0).setSku(sku).setQuantity(units);
    return as("s1").createTransferRequest(post.build());
  }

  private MergeTransferRequestsRequest merging(TransferRequest target, String... sources) {
    return MergeTransferRequestsRequest.newBuilder()
        .setName(target.getName())
        .setRequestId(EdgeFixture.requestId())
        .addAllSources(List.of(sources))
        .build();
  }

  private static String fieldOf(Runnable call) {
    return EdgeFixture.badRequest(catchThrowableOfType(StatusRuntimeException.class, call::run))
        .getFieldViolations(0)
        .getField();
  }

  @Test
  void whatAsksForTheSameIsOffered() {
    TransferRequest first = posted("skus/sku-1", 2);
    TransferRequest again = posted("skus/sku-1", 1);
    posted("skus/sku-2", 1);
    ListMergeCandidatesResponse found =
        as("s1")
            .listMergeCandidates(
                ListMergeCandidatesRequest.newBuilder().setParent("stores/s1").build());
    assertThat(found.getGroupsList()).hasSize(1);
    assertThat(
            List.of(
                found.getGroups(0).getTarget().getName(),
                found.getGroups(0).getSources(0).getName()))
        .containsExactlyInAnyOrder(first.getName(), again.getName());
  }

  @Test
  void eachSourceIsMerged() {
    TransferRequest target = posted("skus/sku-1", 2);
    String one = posted("skus/sku-1", 1).getName();
    String other = posted("skus/sku-1", 1).getName();
    assertThat(as("s1").mergeTransferRequests(merging(target, one, other)).getName())
        .isEqualTo(target.getName());
    assertThat(edge.market.merged)
        .extracting(id -> "transferRequests/" + id)
        .containsExactly(one, other);
  }

  @Test
  @DisplayName("P7: a store merges nothing of others")
  void othersRequestsAreNotMerged() {
    TransferRequest target = posted("skus/sku-1", 2);
    String source = posted("skus/sku-1", 1).getName();
    StatusRuntimeException merge =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> as("s2").mergeTransferRequests(merging(target, source)));
    StatusRuntimeException list =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                as("s2")
                    .listMergeCandidates(
                        ListMergeCandidatesRequest.newBuilder().setParent("stores/s1").build()));
    assertThat(List.of(merge.getStatus().getCode(), list.getStatus().getCode()))
        .containsOnly(Status.Code.PERMISSION_DENIED);
    assertThat(edge.market.merged).isEmpty();
  }

  @Test
  @DisplayName("P12: what cannot be merged is named, and nothing is")
  void whatDoesNotFitIsNamed() {
    TransferRequest target = posted("skus/sku-1", 2);
    String like = posted("skus/sku-1", 1).getName();
    String other = posted("skus/sku-2", 1).getName();
    assertThat(fieldOf(() -> as("s1").mergeTransferRequests(merging(target, like, other))))
        .isEqualTo("sources[1]");
    assertThat(fieldOf(() -> as("s1").mergeTransferRequests(merging(target, target.getName()))))
        .isEqualTo("sources[0]");
    assertThat(fieldOf(() -> as("s1").mergeTransferRequests(merging(target, like, like))))
        .isEqualTo("sources[1]");
    assertThat(fieldOf(() -> as("s1").mergeTransferRequests(merging(target)))).isEqualTo("sources");
    StatusRuntimeException unknown =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                as("s1")
                    .mergeTransferRequests(
                        merging(target, "transferRequests/019aa5b2-7c1e-5d3a-9f00-1b2c3d4e5f60")));
    assertThat(unknown.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(edge.market.merged).isEmpty();
  }
}
