package io.shelfshare.node.journal;

import static io.shelfshare.node.journal.CommonMapping.mutation;

import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.request.Ask;
import io.shelfshare.domain.request.Bid;
import io.shelfshare.domain.request.RequestEdit;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.routing.Scoring;
import io.shelfshare.journal.v1.RequestEvent.Builder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/** Events of how a request is decided: bids, asks, stages, rings and edits. */
final class CourseEventMapping {
  private CourseEventMapping() {}

  static void put(RequestEvent event, Builder proto) {
    if (event instanceof RequestEvent.Bade e) {
      proto.getBadeBuilder().setBid(CourseMapping.toProto(e.bid()));
    } else if (event instanceof RequestEvent.BidWithdrawn e) {
      proto
          .getBidWithdrawnBuilder()
          .setStore(e.store().value())
          .setMutation(mutation(e.mutation(), e.fingerprint()));
    } else if (event instanceof RequestEvent.WindowClosed e) {
      putClosed(e, proto);
    } else if (event instanceof RequestEvent.BidsLost e) {
      var lost = proto.getBidsLostBuilder();
      e.losers()
          .forEach(
              (store, why) ->
                  lost.addLossesBuilder().setStore(store.value()).setReason(why.name()));
    } else if (event instanceof RequestEvent.Asked e) {
      proto.getAskedBuilder().setAsk(CourseMapping.toProto(e.ask()));
    } else if (event instanceof RequestEvent.AskDeclined e) {
      proto
          .getAskDeclinedBuilder()
          .setReason(CourseMapping.toProto(e.refusal().reason()))
          .setMutation(mutation(e.refusal().mutation(), e.refusal().fingerprint()));
    } else if (event instanceof RequestEvent.AskRanOut) {
      proto.getAskRanOutBuilder();
    } else if (event instanceof RequestEvent.StageEntered e) {
      proto.getStageEnteredBuilder().setStage(e.stage());
    } else if (event instanceof RequestEvent.RingOpened e) {
      proto
          .getRingOpenedBuilder()
          .setRing(e.ring())
          .addAllStores(e.stores().stream().map(StoreId::value).sorted().toList());
    } else if (event instanceof RequestEvent.Edited e) {
      putEdited(e, proto);
    }
  }

  private static void putClosed(RequestEvent.WindowClosed e, Builder proto) {
    var closed =
        proto
            .getWindowClosedBuilder()
            .setSeed(e.seed())
            .setPolicy(PolicyMapping.toProto(e.policy()));
    for (Scoring.Ranked one : e.ranking()) {
      closed
          .addRankingBuilder()
          .setStore(one.store().value())
          .setScore(PolicyMapping.toProto(one.score()))
          .setLottery(one.lottery());
    }
  }

  private static void putEdited(RequestEvent.Edited e, Builder proto) {
    var edited =
        proto
            .getEditedBuilder()
            .setMutation(mutation(e.mutation(), e.fingerprint()))
            .addAllQuantities(CommonMapping.toProto(e.edit().quantities()));
    e.edit().neededBy().ifPresent(time -> edited.setNeededByMillis(time.toEpochMilli()));
    e.edit().note().ifPresent(edited::setNote);
    e.edit().expireAt().ifPresent(time -> edited.setExpireAtMillis(time.toEpochMilli()));
  }

  static RequestEvent fromProto(Instant at, io.shelfshare.journal.v1.RequestEvent proto) {
    return switch (proto.getEventCase()) {
      case BADE ->
          new RequestEvent.Bade(
              at,
              CourseMapping.fromProto(
                  proto.getBade().getBid(), Bid.State.SUBMITTED, Optional.empty()));
      case BID_WITHDRAWN -> {
        var e = proto.getBidWithdrawn();
        yield new RequestEvent.BidWithdrawn(
            at,
            new StoreId(e.getStore()),
            mutation(e.getMutation()),
            e.getMutation().getFingerprint());
      }
      case WINDOW_CLOSED -> closed(at, proto.getWindowClosed());
      case BIDS_LOST -> {
        Map<StoreId, Refusal.Reason> losers = new LinkedHashMap<>();
        proto
            .getBidsLost()
            .getLossesList()
            .forEach(
                one ->
                    losers.put(
                        new StoreId(one.getStore()), Refusal.Reason.valueOf(one.getReason())));
        yield new RequestEvent.BidsLost(at, losers);
      }
      case ASKED ->
          new RequestEvent.Asked(
              at,
              CourseMapping.fromProto(
                  proto.getAsked().getAsk(),
                  Ask.Outcome.PENDING,
                  Optional.empty(),
                  Optional.empty()));
      case ASK_DECLINED -> {
        var e = proto.getAskDeclined();
        yield new RequestEvent.AskDeclined(
            at,
            new Ask.Declined(
                CourseMapping.fromProto(e.getReason()),
                mutation(e.getMutation()),
                e.getMutation().getFingerprint()));
      }
      case ASK_RAN_OUT -> new RequestEvent.AskRanOut(at);
      case STAGE_ENTERED -> new RequestEvent.StageEntered(at, proto.getStageEntered().getStage());
      case RING_OPENED -> {
        var stores = new LinkedHashSet<StoreId>();
        proto.getRingOpened().getStoresList().forEach(id -> stores.add(new StoreId(id)));
        yield new RequestEvent.RingOpened(at, proto.getRingOpened().getRing(), stores);
      }
      case EDITED -> edited(at, proto.getEdited());
      default -> throw new IllegalStateException("A request event of a later format");
    };
  }

  private static RequestEvent closed(
      Instant at, io.shelfshare.journal.v1.RequestEvent.WindowClosed e) {
    return new RequestEvent.WindowClosed(
        at,
        e.getSeed(),
        PolicyMapping.fromProto(e.getPolicy()),
        e.getRankingList().stream()
            .map(
                one ->
                    new Scoring.Ranked(
                        new StoreId(one.getStore()),
                        PolicyMapping.fromProto(one.getScore()),
                        one.getLottery()))
            .toList());
  }

  private static RequestEvent edited(Instant at, io.shelfshare.journal.v1.RequestEvent.Edited e) {
    return new RequestEvent.Edited(
        at,
        new RequestEdit(
            e.hasNeededByMillis()
                ? Optional.of(Instant.ofEpochMilli(e.getNeededByMillis()))
                : Optional.empty(),
            e.hasNote() ? Optional.of(e.getNote()) : Optional.empty(),
            e.hasExpireAtMillis()
                ? Optional.of(Instant.ofEpochMilli(e.getExpireAtMillis()))
                : Optional.empty(),
            CommonMapping.fromProto(e.getQuantitiesList())),
        mutation(e.getMutation()),
        e.getMutation().getFingerprint());
  }
}
