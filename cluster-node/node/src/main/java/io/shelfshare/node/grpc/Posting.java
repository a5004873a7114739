package io.shelfshare.node.grpc;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.domain.request.RequestEdit;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.PolicyBook;
import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.EditTransferRequestRequest;
import io.shelfshare.market.v1.ErrorReason;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.error.FieldFault;
import io.shelfshare.node.grpc.error.Refusals;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.OpenCount;
import io.shelfshare.node.grpc.gateway.RequestGateway;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.gateway.RoutingGateway;
import io.shelfshare.node.grpc.validation.ClientIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Posts a request. What a first post may not do, the retry of one that was done may (P6). */
final class Posting {
  private static final Duration EXPIRE_AHEAD_MIN = Duration.ofSeconds(5);
  private static final Duration EXPIRE_AHEAD_MAX = Duration.ofDays(7);

  /** An id that is younger has not been retried yet. */
  private static final Duration RETRY_AGE_MIN = Duration.ofSeconds(1);

  /**
   * The shop floor leaves one part in so many of a store's open requests to the channels online,
   * and they to it, so that neither keeps the other from posting.
   */
  private static final int CHANNEL_RESERVE = 4;

  private final RequestGateway requests;
  private final RoutingGateway routing;
  private final References references;
  private final Customers customers;
  private final Mutations mutations;
  private final Clock clock;
  private final int openMax;

  Posting(Gateways gateways, Shared shared, int openMax) {
    this.requests = gateways.requests();
    this.routing = gateways.routing();
    this.customers = new Customers(gateways.customers());
    this.references = shared.references();
    this.mutations = shared.mutations();
    this.clock = shared.clock();
    this.openMax = openMax;
  }

  CompletionStage<RequestView> post(
      StoreId store, CreateTransferRequestRequest request, Call call) {
    UUID clientId = UUID.fromString(request.getRequestId());
    RequestId id = RequestId.forPost(store, clientId);
    return unlessDoneBefore(refusal(store, request), id, clientId)
        .thenCompose(done -> references.store(store))
        .thenCompose(
            known -> {
              TransferRequest asked = RequestMessages.input(request.getTransferRequest());
              RequestSpec spec = RequestMessages.spec(known, asked, policy(asked.getPolicy()));
              return references
                  .skus(skus(spec))
                  .thenCompose(
                      skus ->
                          request.getValidateOnly()
                              ? preview(id, spec)
                              : post(known, request, asked, call));
            })
        .thenApply(answer -> Replies.value(answer, request.getParent()));
  }

  /** From here on customers are tokens, also in what the mutation is remembered by. */
  private CompletionStage<Answer<RequestView>> post(
      Store store, CreateTransferRequestRequest request, TransferRequest asked, Call call) {
    UUID clientId = UUID.fromString(request.getRequestId());
    return customers
        .withTokens(store.owner(), asked, ClientIds.madeAt(clientId))
        .thenCompose(
            tokens -> {
              Mutation mutation =
                  mutations.of(
                      call,
                      request.getRequestId(),
                      request.hasNotAfter() ? Optional.of(request.getNotAfter()) : Optional.empty(),
                      request.toBuilder().setTransferRequest(tokens).build());
              return requests.post(
                  RequestId.forPost(store.id(), clientId),
                  RequestMessages.spec(store, tokens, policy(tokens.getPolicy())),
                  mutation);
            });
  }

  /** The published version of the named policy, or of the default one. */
  private Policy policy(String name) {
    PolicyBook book = routing.policies();
    Policy builtIn = Policy.BUILT_IN;
    if (name.isEmpty()) {
      return book.published(Policy.DEFAULT_ID).orElse(builtIn);
    }
    String id = PolicyMessages.id(name);
    return id.equals(builtIn.ref().id())
        ? builtIn
        : book.published(id).orElseThrow(() -> new CallFailed(Fault.notFound(name)));
  }

  private static List<SkuId> skus(RequestSpec spec) {
    return Stream.concat(
            spec.lines().stream().map(Units::sku),
            spec.options().substitutes().values().stream().flatMap(List::stream))
        .toList();
  }

  /** Lets a post go on that is refused for the time, where it is the retry of one that was not. */
  private CompletionStage<Void> unlessDoneBefore(
      Optional<Fault> fault, RequestId id, UUID clientId) {
    if (fault.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    CallFailed failed = new CallFailed(fault.get());
    if (clock.instant().isBefore(ClientIds.madeAt(clientId).plus(RETRY_AGE_MIN))) {
      return CompletableFuture.failedFuture(failed);
    }
    return requests
        .get(id)
        .thenCompose(
            answer ->
                answer instanceof Answer.Ok<RequestView>
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(failed));
  }

  private Optional<Fault> refusal(StoreId store, CreateTransferRequestRequest request) {
    List<FieldFault> faults = times(request);
    if (!faults.isEmpty()) {
      return Optional.of(Fault.fields(faults));
    }
    if (request.getValidateOnly()) {
      return Optional.empty();
    }
    OpenCount open = requests.openCount(store);
    int ofChannel = open.of(CourseMessages.channel(request.getTransferRequest().getChannel()));
    if (open.all() >= openMax) {
      return Optional.of(tooMany(open.all(), openMax));
    }
    int channelMax = openMax - openMax / CHANNEL_RESERVE;
    return ofChannel < channelMax ? Optional.empty() : Optional.of(tooMany(ofChannel, channelMax));
  }

  private static Fault tooMany(int open, int limit) {
    return Fault.of(
        ErrorReason.ERROR_REASON_TOO_MANY_OPEN_REQUESTS,
        Map.of("open", String.valueOf(open), "limit", String.valueOf(limit)));
  }

  private List<FieldFault> times(CreateTransferRequestRequest request) {
    Instant now = clock.instant();
    List<FieldFault> faults = new ArrayList<>();
    Instant expires = Times.instant(request.getTransferRequest().getExpireTime());
    boolean inTime =
        !expires.isBefore(now.plus(EXPIRE_AHEAD_MIN))
            && !expires.isAfter(now.plus(EXPIRE_AHEAD_MAX));
    if (!inTime) {
      faults.add(
          new FieldFault(
              "transfer_request.expire_time", expires.toString(), Expected.of("expire_time")));
    }
    if (request.getTransferRequest().hasNeededBy()) {
      Instant needed = Times.instant(request.getTransferRequest().getNeededBy());
      if (needed.isBefore(now)) {
        faults.add(
            new FieldFault(
                "transfer_request.needed_by", needed.toString(), Expected.of("needed_by")));
      }
    }
    return faults;
  }

  /** What an edit changes; the times of one that comes in time are checked. */
  RequestEdit edit(EditTransferRequestRequest request, Mutation mutation) {
    Instant now = clock.instant();
    Optional<Instant> expires =
        request.hasExpireTime()
            ? Optional.of(Times.instant(request.getExpireTime()))
            : Optional.empty();
    if (expires.filter(e -> e.isAfter(now.plus(EXPIRE_AHEAD_MAX))).isPresent()) {
      throw Checks.wrong("expire_time", expires.get().toString(), Expected.of("expire_time"));
    }
    Optional<Instant> needed =
        request.hasNeededBy()
            ? Optional.of(Times.instant(request.getNeededBy()))
            : Optional.empty();
    boolean inTime = !mutation.notAfter().isBefore(now);
    if (inTime && needed.filter(n -> n.isBefore(now)).isPresent()) {
      throw Checks.wrong("needed_by", needed.get().toString(), Expected.of("needed_by"));
    }
    return new RequestEdit(
        needed,
        request.hasNote() ? Optional.of(request.getNote()) : Optional.empty(),
        expires,
        RequestMessages.units(request.getLinesList()));
  }

  /** What would be posted; nothing changes. */
  private CompletionStage<Answer<RequestView>> preview(RequestId id, RequestSpec spec) {
    Optional<Refusal> notOffered = spec.notOffered();
    if (notOffered.isPresent()) {
      throw new CallFailed(Refusals.fault(notOffered.get()));
    }
    Instant now = clock.instant();
    List<RequestView.Line> lines =
        spec.lines().stream()
            .map(
                units ->
                    new RequestView.Line(units.sku(), units.quantity(), 0, units.quantity(), 0))
            .toList();
    return CompletableFuture.completedFuture(
        Answer.ok(
            new RequestView(id, spec, RequestView.State.OPEN, lines, List.of(), now, now, 0)));
  }
}
