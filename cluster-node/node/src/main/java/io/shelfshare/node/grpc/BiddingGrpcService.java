package io.shelfshare.node.grpc;

import io.grpc.stub.StreamObserver;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.market.v1.Ask;
import io.shelfshare.market.v1.Bid;
import io.shelfshare.market.v1.BiddingServiceGrpc;
import io.shelfshare.market.v1.DeclineAskRequest;
import io.shelfshare.market.v1.PlaceBidRequest;
import io.shelfshare.market.v1.WithdrawBidRequest;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.gateway.RequestGateway;
import io.shelfshare.node.grpc.validation.Fees;
import io.shelfshare.node.security.Permissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Sealed bids, and the answers of asked stores. Asynchronous: nothing here blocks. */
final class BiddingGrpcService extends BiddingServiceGrpc.BiddingServiceImplBase {
  private final RequestGateway requests;
  private final References references;
  private final Permissions permissions;
  private final Mutations mutations;
  private final Replies replies;
  private final Clock clock;

  BiddingGrpcService(Gateways gateways, Shared shared) {
    this.requests = gateways.requests();
    this.references = shared.references();
    this.permissions = shared.permissions();
    this.mutations = shared.mutations();
    this.replies = shared.replies();
    this.clock = shared.clock();
  }

  @Override
  public void placeBid(PlaceBidRequest request, StreamObserver<Bid> out) {
    replies.unary(
        out,
        call -> {
          StoreId store = store(call, request.getStore());
          RequestId id = Names.request(request.getName());
          var mutation =
              mutations.of(
                  call,
                  request.getRequestId(),
                  request.hasNotAfter() ? Optional.of(request.getNotAfter()) : Optional.empty(),
                  request);
          var terms =
              new io.shelfshare.domain.request.Bid.Terms(
                  store,
                  RequestMessages.units(request.getLinesList()),
                  shipBy(request, mutation.notAfter()),
                  request.hasFee() ? Fees.smallest(request.getFee()).orElseThrow() : 0,
                  request.getFee().getCurrencyCode());
          return known(store, () -> requests.bid(id, terms, mutation))
              .thenApply(answer -> CourseMessages.bid(Replies.value(answer, request.getName())));
        });
  }

  /** One that is past is refused, but for a retry of a bid that was in time. */
  private Optional<Instant> shipBy(PlaceBidRequest request, Instant notAfter) {
    if (!request.hasShipBy()) {
      return Optional.empty();
    }
    Instant by = Times.instant(request.getShipBy());
    Instant now = clock.instant();
    if (by.isBefore(now) && !notAfter.isBefore(now)) {
      throw Checks.wrong("ship_by", by.toString(), Expected.of("needed_by"));
    }
    return Optional.of(by);
  }

  @Override
  public void withdrawBid(WithdrawBidRequest request, StreamObserver<Bid> out) {
    replies.unary(
        out,
        call -> {
          StoreId store = store(call, request.getStore());
          RequestId id = Names.request(request.getName());
          var mutation =
              mutations.of(
                  call,
                  request.getRequestId(),
                  request.hasNotAfter() ? Optional.of(request.getNotAfter()) : Optional.empty(),
                  request);
          return known(store, () -> requests.withdraw(id, store, mutation))
              .thenApply(answer -> CourseMessages.bid(Replies.value(answer, request.getName())));
        });
  }

  @Override
  public void declineAsk(DeclineAskRequest request, StreamObserver<Ask> out) {
    replies.unary(
        out,
        call -> {
          StoreId store = store(call, request.getStore());
          RequestId id = Names.request(request.getName());
          var mutation =
              mutations.of(
                  call,
                  request.getRequestId(),
                  request.hasNotAfter() ? Optional.of(request.getNotAfter()) : Optional.empty(),
                  request);
          return known(
                  store,
                  () ->
                      requests.decline(
                          id, store, CourseMessages.reason(request.getReason()), mutation))
              .thenApply(answer -> CourseMessages.ask(Replies.value(answer, request.getName())));
        });
  }

  private StoreId store(Call call, String name) {
    StoreId store = Checks.storeOrOwn(call, "store", name, "supplier");
    Checks.allowed(permissions.mayActFor(call.caller(), store));
    return store;
  }

  private <T> CompletionStage<T> known(StoreId store, Supplier<CompletionStage<T>> then) {
    return references.store(store).thenCompose(found -> then.get());
  }
}
