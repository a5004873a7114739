package io.shelfshare.node.grpc;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.notify.Channel;
import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.market.v1.AnnounceRequest;
import io.shelfshare.market.v1.AnnounceResponse;
import io.shelfshare.market.v1.CreateEndpointRequest;
import io.shelfshare.market.v1.DeleteEndpointRequest;
import io.shelfshare.market.v1.Endpoint;
import io.shelfshare.market.v1.GetPushKeyRequest;
import io.shelfshare.market.v1.ListDeliveriesRequest;
import io.shelfshare.market.v1.ListDeliveriesResponse;
import io.shelfshare.market.v1.ListEndpointsRequest;
import io.shelfshare.market.v1.ListEndpointsResponse;
import io.shelfshare.market.v1.NotificationServiceGrpc;
import io.shelfshare.market.v1.PushKey;
import io.shelfshare.market.v1.TestEndpointRequest;
import io.shelfshare.market.v1.TestEndpointResponse;
import io.shelfshare.market.v1.UpdateEndpointRequest;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.gateway.NotificationGateway;
import io.shelfshare.node.grpc.validation.PageTokens;
import io.shelfshare.node.security.Caller;
import io.shelfshare.node.security.Permissions;
import io.shelfshare.node.security.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** Endpoints, receipts and announcements. Asynchronous: nothing here blocks. */
final class NotificationGrpcService extends NotificationServiceGrpc.NotificationServiceImplBase {
  private static final int PAGE = 50;

  private final NotificationGateway notifications;
  private final References references;
  private final Permissions permissions;
  private final Mutations mutations;
  private final Replies replies;

  NotificationGrpcService(Gateways gateways, Shared shared) {
    this.notifications = gateways.notifications();
    this.references = shared.references();
    this.permissions = shared.permissions();
    this.mutations = shared.mutations();
    this.replies = shared.replies();
  }

  @Override
  public void createEndpoint(CreateEndpointRequest request, StreamObserver<Endpoint> out) {
    replies.unary(
        out,
        call -> {
          StoreId store = Names.store(request.getParent());
          Channel channel = NotificationMessages.channel(request.getEndpoint().getChannel());
          boolean own = call.caller().role() == Role.CLERK;
          Checks.allowed(
              permissions.mayActFor(call.caller(), store) && (!own || channel == Channel.WEB_PUSH));
          mayBeSentTo("endpoint.address", request.getEndpoint().getAddress());
          if (channel == Channel.WEB_PUSH && notifications.pushKey().isEmpty()) {
            throw Checks.wrong(
                "endpoint.channel",
                request.getEndpoint().getChannel().name(),
                Expected.of("no_web_push"));
          }
          var draft =
              new NotificationGateway.Draft(
                  store,
                  channel,
                  request.getEndpoint().getDisplayName(),
                  channel == Channel.WEB_PUSH
                      ? Optional.of(call.caller().subject())
                      : Optional.empty(),
                  request.getEndpoint().getAddress(),
                  key(request.getEndpoint()),
                  NotificationMessages.wishes(request.getEndpoint()));
          Mutation mutation =
              mutation(
                  call,
                  request.getRequestId(),
                  request.hasNotAfter() ? Optional.of(request.getNotAfter()) : Optional.empty(),
                  request);
          return references
              .store(store)
              .thenCompose(known -> notifications.create(draft, mutation))
              .thenApply(answer -> Replies.value(answer, request.getParent()))
              .thenApply(NotificationMessages::message);
        });
  }

  /** What signs; a browser's two keys are kept as one. */
  private static String key(Endpoint endpoint) {
    return endpoint.hasPushKeys()
        ? endpoint.getPushKeys().getP256Dh() + " " + endpoint.getPushKeys().getAuth()
        : endpoint.getSecret();
  }

  private void mayBeSentTo(String field, String address) {
    if (!notifications.mayBeSentTo(address)) {
      throw Checks.wrong(field, "", Expected.of("public_url"));
    }
  }

  private Mutation mutation(
      Call call, String requestId, Optional<Timestamp> notAfter, Message body) {
    return mutations.of(call, requestId, notAfter, body);
  }

  @Override
  public void listEndpoints(
      ListEndpointsRequest request, StreamObserver<ListEndpointsResponse> out) {
    replies.unary(
        out,
        call -> {
          Optional<StoreId> store = Names.storeOrAll(request.getParent());
          Checks.allowed(
              store
                  .map(one -> permissions.mayActFor(call.caller(), one))
                  .orElse(call.caller().ofChain()));
          int size = request.getPageSize() == 0 ? PAGE : request.getPageSize();
          Optional<EndpointId> after =
              PageTokens.position(request, request.getPageToken(), EndpointId::new);
          return references
              .storeIfAny(store)
              .thenCompose(known -> notifications.endpoints(store, after, size + 1))
              .thenApply(found -> page(request, found, size, call.caller()));
        });
  }

  private static ListEndpointsResponse page(
      ListEndpointsRequest request,
      List<io.shelfshare.domain.notify.Endpoint> found,
      int size,
      Caller caller) {
    var page = found.subList(0, Math.min(size, found.size()));
    var answer = ListEndpointsResponse.newBuilder();
    page.stream()
        .filter(one -> isFor(caller, one))
        .forEach(one -> answer.addEndpoints(NotificationMessages.message(one)));
    if (found.size() > size) {
      answer.setNextPageToken(PageTokens.token(request, page.get(size - 1).id().value()));
    }
    return answer.build();
  }

  /** A clerk's own browsers are all that a clerk has to do with. */
  private static boolean isFor(Caller caller, io.shelfshare.domain.notify.Endpoint endpoint) {
    return caller.role() != Role.CLERK
        || endpoint.person().filter(caller.subject()::equals).isPresent();
  }

  /** Goes on with an endpoint that the caller may see; another is not there. */
  private <R> CompletionStage<R> on(
      Call call,
      String name,
      BiFunction<EndpointId, io.shelfshare.domain.notify.Endpoint, CompletionStage<R>> then) {
    EndpointId id = NotificationMessages.endpoint(name);
    return notifications
        .endpoint(id)
        .thenCompose(
            found -> {
              var endpoint = found.orElseThrow(() -> new CallFailed(Fault.notFound(name)));
              Checks.allowed(
                  permissions.mayActFor(call.caller(), endpoint.store())
                      && isFor(call.caller(), endpoint));
              return then.apply(id, endpoint);
            });
  }

  @Override
  public void updateEndpoint(UpdateEndpointRequest request, StreamObserver<Endpoint> out) {
    replies.unary(
        out,
        call -> {
          if (request.hasAddress()) {
            mayBeSentTo("address", request.getAddress());
          }
          Mutation mutation =
              mutation(
                  call,
                  request.getRequestId(),
                  request.hasNotAfter() ? Optional.of(request.getNotAfter()) : Optional.empty(),
                  request);
          return on(
              call,
              request.getName(),
              (id, endpoint) -> {
                EndpointRules.check(request, endpoint.channel());
                return notifications
                    .update(id, change(request), mutation)
                    .thenApply(answer -> Replies.value(answer, request.getName()))
                    .thenApply(NotificationMessages::message);
              });
        });
  }

  private static NotificationGateway.Change change(UpdateEndpointRequest request) {
    return new NotificationGateway.Change(
        request.hasDisplayName() ? Optional.of(request.getDisplayName()) : Optional.empty(),
        request.hasAddress() ? Optional.of(request.getAddress()) : Optional.empty(),
        request.hasSecret() ? Optional.of(request.getSecret()) : Optional.empty(),
        request.hasWishes()
            ? Optional.of(NotificationMessages.wishes(request.getWishes()))
            : Optional.empty(),
        request.getEnable());
  }

  @Override
  public void deleteEndpoint(DeleteEndpointRequest request, StreamObserver<Endpoint> out) {
    replies.unary(
        out,
        call -> {
          Mutation mutation =
              mutation(
                  call,
                  request.getRequestId(),
                  request.hasNotAfter() ? Optional.of(request.getNotAfter()) : Optional.empty(),
                  request);
          EndpointId id = NotificationMessages.endpoint(request.getName());
          // A repeat finds it deleted, and its answer remembered for its actor alone.
          return notifications
              .endpoint(id)
              .thenCompose(
                  found -> {
                    found.ifPresent(
                        one ->
                            Checks.allowed(
                                permissions.mayActFor(call.caller(), one.store())
                                    && isFor(call.caller(), one)));
                    return notifications.delete(id, mutation);
                  })
              .thenApply(answer -> Replies.value(answer, request.getName()))
              .thenApply(NotificationMessages::message);
        });
  }

  @Override
  public void testEndpoint(TestEndpointRequest request, StreamObserver<TestEndpointResponse> out) {
    replies.unary(
        out,
        call -> {
          Mutation mutation = mutation(call, request.getRequestId(), Optional.empty(), request);
          return on(
              call,
              request.getName(),
              (id, endpoint) ->
                  notifications
                      .test(id, mutation)
                      .thenApply(
                          message ->
                              TestEndpointResponse.newBuilder().setMessageId(message).build()));
        });
  }

  @Override
  public void listDeliveries(
      ListDeliveriesRequest request, StreamObserver<ListDeliveriesResponse> out) {
    replies.unary(
        out,
        call -> {
          int size = request.getPageSize() == 0 ? PAGE : request.getPageSize();
          var after =
              PageTokens.position(
                  request, request.getPageToken(), NotificationGrpcService::position);
          return on(
              call,
              request.getParent(),
              (id, endpoint) ->
                  notifications
                      .deliveries(id, after, size + 1)
                      .thenApply(found -> page(request, found, size)));
        });
  }

  private static NotificationGateway.DeliveryPosition position(String text) {
    int at = text.indexOf(' ');
    if (at < 0) {
      throw new IllegalArgumentException("no position");
    }
    return new NotificationGateway.DeliveryPosition(
        Instant.ofEpochMilli(Long.parseLong(text.substring(0, at))), text.substring(at + 1));
  }

  private static ListDeliveriesResponse page(
      ListDeliveriesRequest request, List<io.shelfshare.domain.notify.Delivery> found, int size) {
    var page = found.subList(0, Math.min(size, found.size()));
    var answer = ListDeliveriesResponse.newBuilder();
    page.forEach(one -> answer.addDeliveries(NotificationMessages.message(one)));
    if (found.size() > size) {
      var last = page.get(size - 1);
      answer.setNextPageToken(
          PageTokens.token(request, last.queuedAt().toEpochMilli() + " " + last.news().id()));
    }
    return answer.build();
  }

  @Override
  public void announce(AnnounceRequest request, StreamObserver<AnnounceResponse> out) {
    replies.unary(
        out,
        call -> {
          Checks.allowed(call.caller().role() == Role.HEADQUARTERS);
          return notifications
              .announce(
                  request.getText(),
                  request.getRegionPrefix(),
                  mutation(call, request.getRequestId(), Optional.empty(), request))
              .thenApply(count -> AnnounceResponse.newBuilder().setEndpoints(count).build());
        });
  }

  @Override
  public void getPushKey(GetPushKeyRequest request, StreamObserver<PushKey> out) {
    replies.unary(
        out,
        call ->
            java.util.concurrent.CompletableFuture.completedFuture(
                PushKey.newBuilder().setPublicKey(notifications.pushKey()).build()));
  }
}
