package io.shelfshare.node.grpc;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.request.RequestOptions;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.market.v1.ListMergeCandidatesRequest;
import io.shelfshare.market.v1.ListMergeCandidatesResponse;
import io.shelfshare.market.v1.MergeTransferRequestsRequest;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.Refusals;
import io.shelfshare.node.grpc.gateway.RequestGateway;
import io.shelfshare.node.grpc.gateway.RequestQuery;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.security.Permissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Open requests of one store that ask for the same, and how they become one. Asynchronous. */
final class RequestMerging {
  private static final int LOOKED_AT_MAX = 500;

  /** The most units of a line. */
  private static final long QUANTITY_MAX = 10_000;

  private final RequestGateway requests;
  private final RequestMessages messages;
  private final References references;
  private final Permissions permissions;
  private final Mutations mutations;

  RequestMerging(Gateways gateways, Shared shared) {
    this.requests = gateways.requests();
    this.messages = new RequestMessages(shared.permissions(), gateways.directory());
    this.references = shared.references();
    this.permissions = shared.permissions();
    this.mutations = shared.mutations();
  }

  CompletionStage<ListMergeCandidatesResponse> candidates(
      ListMergeCandidatesRequest request, Call call) {
    StoreId store = Names.store(request.getParent());
    Checks.allowed(permissions.mayActFor(call.caller(), store));
    RequestQuery query = new RequestQuery(RequestQuery.Scope.POSTED, Optional.of(store), false, "");
    return references
        .store(store)
        .thenCompose(known -> requests.list(query, Optional.empty(), LOOKED_AT_MAX))
        .thenApply(answer -> Replies.value(answer, request.getParent()))
        .thenApply(posted -> groups(posted, call, store));
  }

  private ListMergeCandidatesResponse groups(List<RequestView> posted, Call call, StoreId store) {
    List<RequestView> open =
        posted.stream()
            .filter(RequestMerging::isOpenDemand)
            .sorted(Comparator.comparing(RequestView::postedAt))
            .toList();
    var answer = ListMergeCandidatesResponse.newBuilder();
    Set<RequestId> taken = new HashSet<>();
    for (RequestView target : open) {
      List<RequestView> sources = new ArrayList<>();
      for (RequestView other : open) {
        boolean later = !other.id().equals(target.id()) && !taken.contains(other.id());
        if (later
            && !taken.contains(target.id())
            && other.awards().isEmpty()
            && !other.postedAt().isBefore(target.postedAt())
            && isLike(target.spec(), other.spec())) {
          sources.add(other);
        }
      }
      if (!sources.isEmpty()) {
        taken.add(target.id());
        var group = answer.addGroupsBuilder().setTarget(message(target, call, store));
        for (RequestView source : sources) {
          taken.add(source.id());
          group.addSources(message(source, call, store));
        }
      }
    }
    return answer.build();
  }

  private TransferRequest message(RequestView view, Call call, StoreId store) {
    return messages.message(view, call.caller(), Optional.of(store));
  }

  private static boolean isOpenDemand(RequestView request) {
    boolean open =
        request.state() == RequestView.State.OPEN
            || request.state() == RequestView.State.PARTLY_COVERED;
    return open && request.spec().options().kind() == RequestOptions.Kind.DEMAND;
  }

  /** Whether a request asks for nothing but what another has lines of, for the same customer. */
  private static boolean isLike(RequestSpec target, RequestSpec source) {
    Set<SkuId> skus = target.lines().stream().map(line -> line.sku()).collect(Collectors.toSet());
    return target.store().equals(source.store())
        && target.options().kind() == source.options().kind()
        && target.customerReference().equals(source.customerReference())
        && target.options().customer().equals(source.options().customer())
        && source.lines().stream().allMatch(line -> skus.contains(line.sku()));
  }

  CompletionStage<TransferRequest> merge(MergeTransferRequestsRequest request, Call call) {
    RequestId target = Names.request(request.getName());
    Mutation mutation =
        mutations.of(
            call,
            request.getRequestId(),
            request.hasNotAfter() ? Optional.of(request.getNotAfter()) : Optional.empty(),
            request);
    return view(request.getName())
        .thenCompose(
            goesOn -> {
              Checks.allowed(permissions.mayActFor(call.caller(), goesOn.spec().store()));
              return checked(request, goesOn, call)
                  .thenAccept(sources -> fits(goesOn, sources))
                  .thenCompose(checked -> mergeAll(request, target, mutation, 0, goesOn));
            })
        .thenApply(merged -> message(merged, call, merged.spec().store()));
  }

  private CompletionStage<RequestView> view(String name) {
    return requests.get(Names.request(name)).thenApply(answer -> Replies.value(answer, name));
  }

  /**
   * Whether a target can take over what is open, before any source ends; a retry finds the sources
   * ended, and what they asked for taken over.
   */
  private static void fits(RequestView target, List<RequestView> sources) {
    if (sources.stream().noneMatch(RequestMerging::isOpenDemand)) {
      return;
    }
    switch (target.state()) {
      case EXPIRED -> throw refused(Refusal.of(Refusal.Reason.REQUEST_EXPIRED));
      case CANCELLED -> throw refused(Refusal.of(Refusal.Reason.REQUEST_CANCELLED));
      case FULFILLED, CLOSED -> throw refused(Refusal.of(Refusal.Reason.ALREADY_COVERED));
      case OPEN, PARTLY_COVERED, COVERED -> {}
    }
    for (RequestView.Line line : target.lines()) {
      long more =
          sources.stream()
              .flatMap(source -> source.lines().stream())
              .filter(one -> one.sku().equals(line.sku()))
              .mapToLong(RequestView.Line::open)
              .sum();
      if (line.quantity() + more > QUANTITY_MAX) {
        throw refused(
            new Refusal(
                Refusal.Reason.GRAB_EXCEEDS_OPEN,
                Map.of("sku", line.sku().value(), "open", Long.toString(line.quantity()))));
      }
    }
  }

  private static CallFailed refused(Refusal refusal) {
    return new CallFailed(Refusals.fault(refusal));
  }

  private CompletionStage<List<RequestView>> checked(
      MergeTransferRequestsRequest request, RequestView target, Call call) {
    List<CompletableFuture<RequestView>> checks = new ArrayList<>();
    for (int i = 0; i < request.getSourcesCount(); i++) {
      String field = "sources[" + i + "]";
      String name = request.getSources(i);
      checks.add(
          view(name)
              .thenApply(
                  source -> {
                    Checks.allowed(permissions.mayActFor(call.caller(), source.spec().store()));
                    if (!isLike(target.spec(), source.spec())) {
                      throw Checks.wrong(field, name, Expected.of("mergeable"));
                    }
                    return source;
                  })
              .toCompletableFuture());
    }
    return CompletableFuture.allOf(checks.toArray(CompletableFuture[]::new))
        .thenApply(done -> checks.stream().map(CompletableFuture::join).toList());
  }

  /** One after the other, so that a refusal leaves those behind it as they are. */
  private CompletionStage<RequestView> mergeAll(
      MergeTransferRequestsRequest request,
      RequestId target,
      Mutation mutation,
      int next,
      RequestView merged) {
    if (next == request.getSourcesCount()) {
      return CompletableFuture.completedFuture(merged);
    }
    String source = request.getSources(next);
    return requests
        .merge(target, Names.request(source), mutation)
        .thenApply(answer -> Replies.value(answer, source))
        .thenCompose(view -> mergeAll(request, target, mutation, next + 1, view));
  }
}
