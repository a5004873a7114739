package io.shelfshare.node.grpc;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.routing.PolicyBook;
import io.shelfshare.domain.routing.PolicyRef;
import io.shelfshare.market.v1.CreatePolicyRequest;
import io.shelfshare.market.v1.ExplainAudienceRequest;
import io.shelfshare.market.v1.ExplainAudienceResponse;
import io.shelfshare.market.v1.ExplainAwardRequest;
import io.shelfshare.market.v1.ExplainAwardResponse;
import io.shelfshare.market.v1.GetPolicyRequest;
import io.shelfshare.market.v1.GetReliabilityRequest;
import io.shelfshare.market.v1.ListPoliciesRequest;
import io.shelfshare.market.v1.ListPoliciesResponse;
import io.shelfshare.market.v1.Policy;
import io.shelfshare.market.v1.PublishPolicyRequest;
import io.shelfshare.market.v1.Reliability;
import io.shelfshare.market.v1.RoutingServiceGrpc;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.error.FieldFault;
import io.shelfshare.node.grpc.gateway.RequestGateway;
import io.shelfshare.node.grpc.gateway.RoutingGateway;
import io.shelfshare.node.security.Permissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Policies, and why they decided as they did. Asynchronous: nothing here blocks. */
final class RoutingGrpcService extends RoutingServiceGrpc.RoutingServiceImplBase {
  private final RoutingGateway routing;
  private final RequestGateway requests;
  private final References references;
  private final Permissions permissions;
  private final Mutations mutations;
  private final Replies replies;
  private final Explaining explaining;

  RoutingGrpcService(Gateways gateways, Shared shared) {
    this.routing = gateways.routing();
    this.requests = gateways.requests();
    this.references = shared.references();
    this.permissions = shared.permissions();
    this.mutations = shared.mutations();
    this.replies = shared.replies();
    this.explaining = new Explaining(gateways.directory(), permissions);
  }

  @Override
  public void createPolicy(CreatePolicyRequest request, StreamObserver<Policy> out) {
    replies.unary(
        out,
        call -> {
          Checks.allowed(permissions.mayImportDirectory(call.caller()));
          var draft = PolicyMessages.policy(request.getPolicy());
          List<FieldFault> faults =
              draft.problems().stream()
                  .map(
                      one ->
                          new FieldFault(
                              "policy." + one.field(), one.value(), Expected.of(one.expected())))
                  .toList();
          if (!faults.isEmpty()) {
            throw new CallFailed(Fault.fields(faults));
          }
          if (request.getValidateOnly()) {
            return CompletableFuture.completedFuture(PolicyMessages.message(draft, false));
          }
          Policy body = request.getPolicy().toBuilder().clearVersion().clearPublished().build();
          return routing
              .create(
                  draft,
                  mutation(
                      call,
                      request.getRequestId(),
                      request.hasNotAfter() ? Optional.of(request.getNotAfter()) : Optional.empty(),
                      request.toBuilder().setPolicy(body).build()))
              .thenApply(answer -> Replies.value(answer, request.getPolicy().getName()))
              .thenApply(policy -> PolicyMessages.message(policy, false));
        });
  }

  private Mutation mutation(
      Call call, String requestId, Optional<Timestamp> notAfter, Message body) {
    return mutations.of(call, requestId, notAfter, body);
  }

  @Override
  public void publishPolicy(PublishPolicyRequest request, StreamObserver<Policy> out) {
    replies.unary(
        out,
        call -> {
          Checks.allowed(permissions.mayImportDirectory(call.caller()));
          PolicyRef ref = new PolicyRef(PolicyMessages.id(request.getName()), request.getVersion());
          return routing
              .publish(
                  ref,
                  mutation(
                      call,
                      request.getRequestId(),
                      request.hasNotAfter() ? Optional.of(request.getNotAfter()) : Optional.empty(),
                      request))
              .thenApply(answer -> Replies.value(answer, request.getName()))
              .thenApply(policy -> PolicyMessages.message(policy, true));
        });
  }

  @Override
  public void getPolicy(GetPolicyRequest request, StreamObserver<Policy> out) {
    replies.unary(
        out,
        call ->
            routing
                .fetchPolicies()
                .thenApply(
                    book ->
                        find(book, PolicyMessages.id(request.getName()), request.getVersion())
                            .map(policy -> message(book, policy))
                            .orElseThrow(() -> new CallFailed(Fault.notFound(request.getName())))));
  }

  private static Optional<io.shelfshare.domain.routing.Policy> find(
      PolicyBook book, String id, int version) {
    var builtIn = io.shelfshare.domain.routing.Policy.BUILT_IN;
    if (id.equals(builtIn.ref().id()) && version == 0) {
      return Optional.of(builtIn);
    }
    return version > 0
        ? book.version(new PolicyRef(id, version))
        : book.published(id).or(() -> book.newest(id));
  }

  private static Policy message(PolicyBook book, io.shelfshare.domain.routing.Policy policy) {
    return PolicyMessages.message(policy, book.published().contains(policy.ref()));
  }

  @Override
  public void listPolicies(ListPoliciesRequest request, StreamObserver<ListPoliciesResponse> out) {
    replies.unary(
        out,
        call ->
            routing
                .fetchPolicies()
                .thenApply(
                    book -> {
                      var builtIn = io.shelfshare.domain.routing.Policy.BUILT_IN;
                      boolean replaced =
                          book.published(io.shelfshare.domain.routing.Policy.DEFAULT_ID)
                              .isPresent();
                      var answer =
                          ListPoliciesResponse.newBuilder()
                              .addPolicies(PolicyMessages.message(builtIn, !replaced));
                      book.versions().forEach(p -> answer.addPolicies(message(book, p)));
                      return answer.build();
                    }));
  }

  @Override
  public void explainAudience(
      ExplainAudienceRequest request, StreamObserver<ExplainAudienceResponse> out) {
    replies.unary(
        out,
        call -> {
          StoreId store = Checks.storeOrOwn(call, "store", request.getStore(), "supplier");
          Checks.allowed(permissions.mayActFor(call.caller(), store));
          return references
              .store(store)
              .thenCompose(known -> requests.get(Names.request(request.getName())))
              .thenApply(answer -> Replies.value(answer, request.getName()))
              .thenApply(view -> explaining.audience(view, store));
        });
  }

  @Override
  public void explainAward(ExplainAwardRequest request, StreamObserver<ExplainAwardResponse> out) {
    replies.unary(
        out,
        call -> {
          OrderId order = Names.order(request.getTransferOrder());
          return requests
              .get(Names.request(request.getName()))
              .thenApply(answer -> Replies.value(answer, request.getName()))
              .thenApply(
                  view ->
                      explaining
                          .award(view, order, call.caller())
                          .map(award -> explaining.award(view, award, call.caller()))
                          .orElseThrow(
                              () -> new CallFailed(Fault.notFound(request.getTransferOrder()))));
        });
  }

  @Override
  public void getReliability(GetReliabilityRequest request, StreamObserver<Reliability> out) {
    replies.unary(
        out,
        call -> {
          StoreId store = Names.store(request.getName());
          Checks.allowed(permissions.mayActFor(call.caller(), store));
          return references
              .store(store)
              .thenCompose(known -> routing.reliability(store))
              .thenApply(found -> PolicyMessages.message(request.getName(), found));
        });
  }
}
