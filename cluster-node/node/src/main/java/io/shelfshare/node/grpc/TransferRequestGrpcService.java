package io.shelfshare.node.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.market.v1.CancelTransferRequestRequest;
import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.EditTransferRequestRequest;
import io.shelfshare.market.v1.GetTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestResponse;
import io.shelfshare.market.v1.ListMergeCandidatesRequest;
import io.shelfshare.market.v1.ListMergeCandidatesResponse;
import io.shelfshare.market.v1.ListTransferRequestsRequest;
import io.shelfshare.market.v1.ListTransferRequestsResponse;
import io.shelfshare.market.v1.MergeTransferRequestsRequest;
import io.shelfshare.market.v1.RequestOrder;
import io.shelfshare.market.v1.RequestScope;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.TransferRequestServiceGrpc;
import io.shelfshare.market.v1.WatchTransferRequestsRequest;
import io.shelfshare.market.v1.WatchTransferRequestsResponse;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.gateway.RequestGateway;
import io.shelfshare.node.grpc.gateway.RequestQuery;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.validation.PageTokens;
import io.shelfshare.node.security.Permissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The market. Asynchronous: nothing here blocks. */
final class TransferRequestGrpcService
    extends TransferRequestServiceGrpc.TransferRequestServiceImplBase {
  private static final int PAGE_DEFAULT = 50;

  private final RequestGateway requests;
  private final References references;
  private final Permissions permissions;
  private final Mutations mutations;
  private final Replies replies;
  private final RequestMerging merging;
  private final RequestMessages messages;
  private final Posting posting;
  private final LostGrabs lostGrabs;
  private final Watches watches;

  TransferRequestGrpcService(
      Gateways gateways, Shared shared, int openRequestsMax, Watches watches) {
    this.requests = gateways.requests();
    this.references = shared.references();
    this.permissions = shared.permissions();
    this.mutations = shared.mutations();
    this.replies = shared.replies();
    this.merging = new RequestMerging(gateways, shared);
    this.messages = new RequestMessages(permissions, gateways.directory());
    this.posting = new Posting(gateways, shared, openRequestsMax);
    this.lostGrabs = new LostGrabs(requests, permissions);
    this.watches = watches;
  }

  @Override
  public void createTransferRequest(
      CreateTransferRequestRequest request, StreamObserver<TransferRequest> out) {
    replies.unary(
        out,
        call -> {
          StoreId store = Names.store(request.getParent());
          Checks.allowed(permissions.mayActFor(call.caller(), store));
          return posting
              .post(store, request, call)
              .thenApply(view -> messages.message(view, call.caller(), Optional.of(store)));
        });
  }

  @Override
  public void getTransferRequest(
      GetTransferRequestRequest request, StreamObserver<TransferRequest> out) {
    replies.unary(
        out,
        call ->
            requests
                .get(Names.request(request.getName()))
                .thenApply(answer -> Replies.value(answer, request.getName()))
                .thenApply(view -> messages.message(view, call.caller(), call.caller().store())));
  }

  @Override
  public void listTransferRequests(
      ListTransferRequestsRequest request, StreamObserver<ListTransferRequestsResponse> out) {
    replies.unary(
        out,
        call -> {
          Optional<StoreId> store = Names.storeOrAll(request.getParent());
          Checks.allowed(permissions.mayWatchAs(call.caller(), store));
          RequestQuery query =
              new RequestQuery(
                  scope(request.getScope()),
                  store,
                  request.getCanSupply(),
                  request.getRegionPrefix(),
                  CourseMessages.kind(request.getKind()));
          boolean fair =
              request.getOrder() == RequestOrder.REQUEST_ORDER_FAIR
                  && query.scope() == RequestQuery.Scope.MARKET;
          return references
              .storeIfAny(store)
              .thenCompose(known -> fair ? queued(request, query) : newest(request, query))
              .thenApply(
                  page -> {
                    ListTransferRequestsResponse.Builder answer =
                        ListTransferRequestsResponse.newBuilder().setNextPageToken(page.next());
                    page.shown()
                        .forEach(
                            view ->
                                answer.addTransferRequests(
                                    messages.message(view, call.caller(), store)));
                    return answer.build();
                  });
        });
  }

  private record Page(List<RequestView> shown, String next) {}

  private CompletionStage<Page> newest(ListTransferRequestsRequest request, RequestQuery query) {
    Optional<RequestQuery.Position> after =
        PageTokens.position(request, request.getPageToken(), RequestQuery.Position::parse);
    int size = Pages.size(request.getPageSize(), PAGE_DEFAULT);
    return requests
        .list(query, after, size + 1)
        .thenApply(answer -> Replies.value(answer, request.getParent()))
        .thenApply(
            found ->
                new Page(
                    Pages.shown(found, size),
                    Pages.next(request, found, size, v -> RequestQuery.Position.of(v).toString())));
  }

  private CompletionStage<Page> queued(ListTransferRequestsRequest request, RequestQuery query) {
    RequestQuery.Turns after =
        PageTokens.position(request, request.getPageToken(), RequestQuery.Turns::parse)
            .orElse(RequestQuery.Turns.NONE);
    int size = Pages.size(request.getPageSize(), PAGE_DEFAULT);
    return requests
        .queue(query, after, size + 1)
        .thenApply(answer -> Replies.value(answer, request.getParent()))
        .thenApply(
            found -> {
              List<RequestView> shown = Pages.shown(found, size);
              String turns = after.past(shown).toString();
              return new Page(shown, Pages.next(request, found, size, last -> turns));
            });
  }

  private static RequestQuery.Scope scope(RequestScope scope) {
    return switch (scope) {
      case REQUEST_SCOPE_POSTED -> RequestQuery.Scope.POSTED;
      case REQUEST_SCOPE_MARKET, REQUEST_SCOPE_UNSPECIFIED, UNRECOGNIZED ->
          RequestQuery.Scope.MARKET;
    };
  }

  @Override
  public void grabTransferRequest(
      GrabTransferRequestRequest request, StreamObserver<GrabTransferRequestResponse> out) {
    replies.unary(
        out,
        call -> {
          StoreId supplier = Checks.storeOrOwn(call, "store", request.getStore(), "supplier");
          Checks.allowed(permissions.mayActFor(call.caller(), supplier));
          RequestId id = Names.request(request.getName());
          List<Units> lines = RequestMessages.units(request.getLinesList());
          Mutation mutation =
              mutations.of(
                  call,
                  request.getRequestId(),
                  request.hasNotAfter() ? Optional.of(request.getNotAfter()) : Optional.empty(),
                  request);
          return references
              .store(supplier)
              .thenCompose(known -> requests.grab(id, supplier, lines, mutation))
              .thenCompose(answer -> lostGrabs.withWinner(answer, id, call.caller()))
              .thenApply(answer -> RequestMessages.won(Replies.value(answer, request.getName())));
        });
  }

  @Override
  public void editTransferRequest(
      EditTransferRequestRequest request, StreamObserver<TransferRequest> out) {
    replies.unary(
        out,
        call -> {
          RequestId id = Names.request(request.getName());
          Mutation mutation =
              mutations.of(
                  call,
                  request.getRequestId(),
                  request.hasNotAfter() ? Optional.of(request.getNotAfter()) : Optional.empty(),
                  request);
          return requests
              .get(id)
              .thenApply(answer -> Replies.value(answer, request.getName()))
              .thenCompose(
                  view -> {
                    Checks.allowed(permissions.mayActFor(call.caller(), view.spec().store()));
                    return requests.edit(id, posting.edit(request, mutation), mutation);
                  })
              .thenApply(answer -> Replies.value(answer, request.getName()))
              .thenApply(
                  view -> messages.message(view, call.caller(), Optional.of(view.spec().store())));
        });
  }

  @Override
  public void listMergeCandidates(
      ListMergeCandidatesRequest request, StreamObserver<ListMergeCandidatesResponse> out) {
    replies.unary(out, call -> merging.candidates(request, call));
  }

  @Override
  public void mergeTransferRequests(
      MergeTransferRequestsRequest request, StreamObserver<TransferRequest> out) {
    replies.unary(out, call -> merging.merge(request, call));
  }

  @Override
  public void cancelTransferRequest(
      CancelTransferRequestRequest request, StreamObserver<TransferRequest> out) {
    replies.unary(
        out,
        call -> {
          RequestId id = Names.request(request.getName());
          Mutation mutation =
              mutations.of(
                  call,
                  request.getRequestId(),
                  request.hasNotAfter() ? Optional.of(request.getNotAfter()) : Optional.empty(),
                  request);
          return requests
              .get(id)
              .thenApply(answer -> Replies.value(answer, request.getName()))
              .thenCompose(view -> cancel(view, request, mutation, call))
              .thenApply(
                  view -> messages.message(view, call.caller(), Optional.of(view.spec().store())));
        });
  }

  private CompletionStage<RequestView> cancel(
      RequestView view, CancelTransferRequestRequest request, Mutation mutation, Call call) {
    Checks.allowed(permissions.mayActFor(call.caller(), view.spec().store()));
    return requests
        .cancel(view.id(), request.getReason(), mutation)
        .thenApply(answer -> Replies.value(answer, request.getName()));
  }

  @Override
  public void watchTransferRequests(
      WatchTransferRequestsRequest request, StreamObserver<WatchTransferRequestsResponse> out) {
    Call call = Call.current();
    try {
      Optional<StoreId> store = Names.storeOrAll(request.getParent());
      Checks.allowed(permissions.mayWatchAs(call.caller(), store));
      RequestQuery query =
          new RequestQuery(
              scope(request.getScope()),
              store,
              false,
              request.getRegionPrefix(),
              CourseMessages.kind(request.getKind()));
      watches.start(
          call,
          references.storeIfAny(store),
          watcher -> requests.watch(query, watcher),
          view -> messages.message(view, call.caller(), store),
          (ServerCallStreamObserver<WatchTransferRequestsResponse>) out);
    } catch (CallFailed e) {
      out.onError(replies.error(e, call));
    }
  }
}
