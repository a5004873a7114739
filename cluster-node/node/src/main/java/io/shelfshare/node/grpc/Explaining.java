package io.shelfshare.node.grpc;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.domain.request.Ask;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.request.Bid;
import io.shelfshare.domain.request.Turn;
import io.shelfshare.domain.routing.Audience;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.PolicyRef;
import io.shelfshare.domain.routing.Ring;
import io.shelfshare.domain.routing.Spot;
import io.shelfshare.market.v1.ExplainAudienceResponse;
import io.shelfshare.market.v1.ExplainAudienceResponse.Reason;
import io.shelfshare.market.v1.ExplainAwardResponse;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.node.grpc.gateway.DirectoryGateway;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.security.Caller;
import io.shelfshare.node.security.Permissions;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a store was asked or not, and why it won: from what the request itself recorded. */
final class Explaining {
  private static final Set<RequestView.State> OPEN =
      EnumSet.of(RequestView.State.OPEN, RequestView.State.PARTLY_COVERED);

  private final DirectoryGateway directory;
  private final Permissions permissions;

  Explaining(DirectoryGateway directory, Permissions permissions) {
    this.directory = directory;
    this.permissions = permissions;
  }

  ExplainAudienceResponse audience(RequestView request, StoreId store) {
    Policy policy = request.spec().options().policy();
    Optional<Spot> here = spot(request.spec().store());
    Optional<Spot> there = spot(store);
    int storeRing = -1;
    for (int i = 0; i < policy.rings().size() && storeRing < 0; i++) {
      boolean takes =
          here.isPresent()
              && there.isPresent()
              && policy.rings().get(i).reach().includes(here.get(), there.get());
      storeRing = takes ? i : -1;
    }
    Reason reason = reason(request, store, here, there, storeRing);
    var answer =
        ExplainAudienceResponse.newBuilder()
            .setReason(reason)
            .setReached(
                reason == Reason.REASON_EVERYBODY
                    || reason == Reason.REASON_IN_RING
                    || reason == Reason.REASON_ASKED)
            .setPolicy(CourseMessages.policy(policy.ref()))
            .setPolicyVersion(policy.ref().version())
            .setRing(request.course().audience().ring())
            .setStoreRing(storeRing);
    if (storeRing >= 0) {
      Ring ring = policy.rings().get(storeRing);
      answer.setRingTime(Times.timestamp(request.postedAt().plus(ring.after())));
    }
    if (here.isPresent() && there.isPresent()) {
      answer.setDistanceKm(here.get().metresTo(there.get()) / 1_000.0);
    }
    ask(request, store).ifPresent(ask -> answer.setAsk(CourseMessages.ask(ask)));
    return answer.build();
  }

  private static Reason reason(
      RequestView request,
      StoreId store,
      Optional<Spot> here,
      Optional<Spot> there,
      int storeRing) {
    if (request.spec().store().equals(store)) {
      return Reason.REASON_OWN_REQUEST;
    }
    if (ask(request, store).isPresent()) {
      return Reason.REASON_ASKED;
    }
    if (request.course().turn() instanceof Turn.Asking) {
      return Reason.REASON_NOT_ITS_TURN;
    }
    Policy policy = request.spec().options().policy();
    if (policy.rings().isEmpty()) {
      return Reason.REASON_EVERYBODY;
    }
    Audience audience = request.course().audience();
    boolean in =
        here.isPresent()
            && there.isPresent()
            && audience.includes(policy, here.get(), store, there.get());
    if (in) {
      return Reason.REASON_IN_RING;
    }
    if (storeRing < 0) {
      return Reason.REASON_OUTSIDE;
    }
    if (storeRing <= audience.ring()) {
      return Reason.REASON_HAD_NONE;
    }
    return OPEN.contains(request.state()) ? Reason.REASON_NOT_YET : Reason.REASON_REQUEST_ENDED;
  }

  private static Optional<Ask> ask(RequestView request, StoreId store) {
    return request.course().asks().stream()
        .filter(ask -> ask.store().equals(store))
        .reduce((first, last) -> last);
  }

  private Optional<Spot> spot(StoreId store) {
    return directory
        .store(store)
        .map(Store::place)
        .map(place -> new Spot(place.latitude(), place.longitude(), place.region()));
  }

  /** The award of an order, where the reader may know of it. */
  Optional<Award> award(RequestView request, OrderId order, Caller reader) {
    return request.awards().stream()
        .filter(award -> award.order().equals(order))
        .filter(
            award ->
                permissions.maySeeAward(reader, request.spec().store(), award.store())
                    || permissions.mayActFor(reader, award.taker()))
        .findFirst();
  }

  ExplainAwardResponse award(RequestView request, Award award, Caller reader) {
    var answer =
        ExplainAwardResponse.newBuilder().setAward(RequestMessages.award(request.spec(), award));
    Optional<Bid> won =
        request.course().bids().stream().filter(bid -> became(bid, award.order())).findFirst();
    Optional<Ask> accepted =
        request.course().asks().stream()
            .filter(
                ask ->
                    ask.outcome() == Ask.Outcome.ACCEPTED
                        && ask.store().equals(award.store())
                        && ask.answeredAt().equals(Optional.of(award.at())))
            .findFirst();
    PolicyRef policy = request.spec().options().policy().ref();
    if (won.isPresent()) {
      answer.setMode(TransferRequest.Mode.MODE_SEALED_WINDOW).setBid(CourseMessages.bid(won.get()));
      boolean asker = permissions.maySeeAwards(reader, request.spec().store());
      others(request, won.get()).stream()
          .filter(bid -> asker || permissions.mayActFor(reader, bid.store()))
          .forEach(bid -> answer.addOthers(CourseMessages.bid(bid)));
      request
          .course()
          .turn()
          .closing()
          .ifPresent(closing -> answer.setLotterySeed(Long.toString(closing.seed())));
    } else if (accepted.isPresent()) {
      answer.setMode(TransferRequest.Mode.MODE_ASSIGNED).setAsk(CourseMessages.ask(accepted.get()));
      policy = accepted.get().policy();
    } else {
      answer.setMode(TransferRequest.Mode.MODE_FIRST_COME);
    }
    return answer
        .setPolicy(CourseMessages.policy(policy))
        .setPolicyVersion(policy.version())
        .build();
  }

  private static boolean became(Bid bid, OrderId order) {
    return bid.result().flatMap(Bid.Result::order).filter(order::equals).isPresent();
  }

  private static List<Bid> others(RequestView request, Bid won) {
    return request.course().bids().stream()
        .filter(bid -> bid.round() == won.round() && !bid.equals(won))
        .sorted(Comparator.comparingInt(bid -> bid.result().map(Bid.Result::rank).orElse(99)))
        .toList();
  }
}
