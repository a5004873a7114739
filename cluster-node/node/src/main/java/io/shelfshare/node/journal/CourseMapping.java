package io.shelfshare.node.journal;

import static io.shelfshare.node.journal.CommonMapping.at;
import static io.shelfshare.node.journal.CommonMapping.mutation;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.request.Ask;
import io.shelfshare.domain.request.Bid;
import io.shelfshare.domain.request.Course;
import io.shelfshare.domain.request.Turn;
import io.shelfshare.domain.routing.Audience;
import io.shelfshare.journal.v1.RequestRow;
import io.shelfshare.journal.v1.RequestTurn;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** How far the deciding of a request is, as a part of its row. */
final class CourseMapping {
  private static final Mutation.Key NOT_KEPT = new Mutation.Key("", new UUID(0, 0));

  private CourseMapping() {}

  static RequestRow.Course toProto(Course course) {
    Turn turn = course.turn();
    var proto =
        RequestRow.Course.newBuilder()
            .setStage(turn.stage())
            .setSinceMillis(turn.since().toEpochMilli())
            .setRing(course.audience().ring());
    if (turn instanceof Turn.FirstCome) {
      proto.setTurn(RequestTurn.REQUEST_TURN_FIRST_COME);
    } else if (turn instanceof Turn.Collecting window) {
      proto
          .setTurn(RequestTurn.REQUEST_TURN_COLLECTING)
          .setRound(window.round())
          .setClosesAtMillis(window.closesAt().toEpochMilli());
    } else if (turn instanceof Turn.Deciding deciding) {
      proto.setTurn(RequestTurn.REQUEST_TURN_DECIDING).setRound(deciding.round());
    } else if (turn instanceof Turn.Decided decided) {
      proto.setTurn(RequestTurn.REQUEST_TURN_DECIDED).setRound(decided.round());
    } else {
      proto.setTurn(RequestTurn.REQUEST_TURN_ASKING);
    }
    turn.closing()
        .ifPresent(
            closing ->
                proto
                    .setClosedAtMillis(closing.at().toEpochMilli())
                    .getClosedBuilder()
                    .setSeed(closing.seed())
                    .setPolicy(PolicyMapping.toProto(closing.policy())));
    course.bids().forEach(bid -> proto.addBids(state(bid)));
    course.asks().forEach(ask -> proto.addAsks(state(ask)));
    course.audience().having().forEach(store -> proto.addHaving(store.value()));
    return proto.build();
  }

  static Course fromProto(RequestRow.Course proto) {
    return new Course(
        turn(proto),
        proto.getBidsList().stream().map(CourseMapping::bid).toList(),
        proto.getAsksList().stream().map(CourseMapping::ask).toList(),
        new Audience(
            proto.getRing(),
            proto.getHavingList().stream().map(StoreId::new).collect(Collectors.toSet())));
  }

  private static Turn turn(RequestRow.Course proto) {
    int stage = proto.getStage();
    Instant since = at(proto.getSinceMillis());
    return switch (proto.getTurn()) {
      case REQUEST_TURN_FIRST_COME, REQUEST_TURN_UNSPECIFIED, UNRECOGNIZED ->
          new Turn.FirstCome(stage, since);
      case REQUEST_TURN_COLLECTING ->
          new Turn.Collecting(stage, since, proto.getRound(), at(proto.getClosesAtMillis()));
      case REQUEST_TURN_DECIDING ->
          new Turn.Deciding(stage, since, proto.getRound(), closing(proto));
      case REQUEST_TURN_DECIDED -> new Turn.Decided(stage, since, proto.getRound(), closing(proto));
      case REQUEST_TURN_ASKING -> new Turn.Asking(stage, since);
    };
  }

  private static Turn.Closing closing(RequestRow.Course proto) {
    return new Turn.Closing(
        at(proto.getClosedAtMillis()),
        proto.getClosed().getSeed(),
        PolicyMapping.fromProto(proto.getClosed().getPolicy()));
  }

  static io.shelfshare.journal.v1.Bid toProto(Bid bid) {
    return io.shelfshare.journal.v1.Bid.newBuilder()
        .setStore(bid.store().value())
        .setRound(bid.round())
        .addAllLines(CommonMapping.toProto(bid.lines()))
        .setShipByMillis(bid.shipBy().map(Instant::toEpochMilli).orElse(0L))
        .setFee(bid.fee())
        .setCurrency(bid.currency())
        .setAtMillis(bid.at().toEpochMilli())
        .setMutation(mutation(bid.mutation(), bid.fingerprint()))
        .build();
  }

  static Bid fromProto(
      io.shelfshare.journal.v1.Bid proto, Bid.State state, Optional<Bid.Result> result) {
    return new Bid(
        new StoreId(proto.getStore()),
        proto.getRound(),
        CommonMapping.fromProto(proto.getLinesList()),
        Optional.of(proto.getShipByMillis()).filter(m -> m != 0).map(Instant::ofEpochMilli),
        proto.getFee(),
        proto.getCurrency(),
        at(proto.getAtMillis()),
        mutation(proto.getMutation()),
        proto.getMutation().getFingerprint(),
        state,
        result,
        Optional.empty());
  }

  private static RequestRow.BidState state(Bid bid) {
    var proto = RequestRow.BidState.newBuilder().setBid(toProto(bid)).setState(bid.state().name());
    bid.result()
        .ifPresent(
            result -> {
              proto
                  .setDecided(true)
                  .setRank(result.rank())
                  .setScore(PolicyMapping.toProto(result.score()))
                  .setLottery(result.lottery());
              result.order().ifPresent(order -> proto.setOrder(order.value()));
              result.lostBecause().ifPresent(reason -> proto.setLostBecause(reason.name()));
            });
    return proto.build();
  }

  private static Bid bid(RequestRow.BidState proto) {
    Optional<Bid.Result> result =
        proto.getDecided()
            ? Optional.of(
                new Bid.Result(
                    proto.getRank(),
                    PolicyMapping.fromProto(proto.getScore()),
                    proto.getLottery(),
                    Optional.of(proto.getOrder()).filter(o -> !o.isEmpty()).map(OrderId::new),
                    Optional.of(proto.getLostBecause())
                        .filter(r -> !r.isEmpty())
                        .map(Refusal.Reason::valueOf)))
            : Optional.empty();
    return fromProto(proto.getBid(), Bid.State.valueOf(proto.getState()), result);
  }

  static io.shelfshare.journal.v1.Ask toProto(Ask ask) {
    return io.shelfshare.journal.v1.Ask.newBuilder()
        .setNumber(ask.number())
        .setStore(ask.store().value())
        .setAtMillis(ask.at().toEpochMilli())
        .setUntilMillis(ask.until().toEpochMilli())
        .setPolicy(PolicyMapping.toProto(ask.policy()))
        .setScore(PolicyMapping.toProto(ask.score()))
        .build();
  }

  static Ask fromProto(
      io.shelfshare.journal.v1.Ask proto,
      Ask.Outcome outcome,
      Optional<Instant> answeredAt,
      Optional<Ask.Declined> declined) {
    return new Ask(
        proto.getNumber(),
        new StoreId(proto.getStore()),
        at(proto.getAtMillis()),
        at(proto.getUntilMillis()),
        PolicyMapping.fromProto(proto.getPolicy()),
        PolicyMapping.fromProto(proto.getScore()),
        outcome,
        answeredAt,
        declined);
  }

  private static RequestRow.AskState state(Ask ask) {
    var proto =
        RequestRow.AskState.newBuilder()
            .setAsk(toProto(ask))
            .setOutcome(ask.outcome().name())
            .setAnsweredAtMillis(ask.answeredAt().map(Instant::toEpochMilli).orElse(0L));
    ask.declined().ifPresent(no -> proto.setDeclined(toProto(no.reason())));
    return proto.build();
  }

  private static Ask ask(RequestRow.AskState proto) {
    Ask.Outcome outcome = Ask.Outcome.valueOf(proto.getOutcome());
    return fromProto(
        proto.getAsk(),
        outcome,
        Optional.of(proto.getAnsweredAtMillis()).filter(m -> m != 0).map(Instant::ofEpochMilli),
        outcome == Ask.Outcome.DECLINED
            ? Optional.of(new Ask.Declined(fromProto(proto.getDeclined()), NOT_KEPT, ""))
            : Optional.empty());
  }

  static io.shelfshare.journal.v1.DeclineReason toProto(Ask.DeclineReason reason) {
    return io.shelfshare.journal.v1.DeclineReason.valueOf("DECLINE_REASON_" + reason.name());
  }

  static Ask.DeclineReason fromProto(io.shelfshare.journal.v1.DeclineReason proto) {
    return Ask.DeclineReason.valueOf(proto.name().substring("DECLINE_REASON_".length()));
  }
}
