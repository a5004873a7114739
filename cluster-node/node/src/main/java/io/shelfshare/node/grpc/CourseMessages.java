package io.shelfshare.node.grpc;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.request.Course;
import io.shelfshare.domain.request.RequestOptions;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.request.Stage;
import io.shelfshare.domain.request.Turn;
import io.shelfshare.domain.routing.PolicyRef;
import io.shelfshare.market.v1.Ask;
import io.shelfshare.market.v1.Bid;
import io.shelfshare.market.v1.DeclineReason;
import io.shelfshare.market.v1.Factor;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.Score;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.node.grpc.validation.Fees;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** How a request is decided, in the API's words and in the domain's. */
final class CourseMessages {
  private CourseMessages() {}

  /**
   * How far the deciding is, as far as the reader may know (promise P7): bids stay sealed for all
   * but their own stores until the window is decided.
   *
   * @param asker whether the reader stands on the asking side
   * @param own the stores that the reader acts for
   */
  static TransferRequest.Progress progress(
      RequestSpec spec, Course course, boolean asker, Predicate<StoreId> own) {
    Turn turn = course.turn();
    TransferRequest.Progress.Builder message =
        TransferRequest.Progress.newBuilder()
            .setMode(mode(spec.stages().get(turn.stage()).mode()))
            .setStage(turn.stage())
            .setTurn(turn(turn))
            .setRing(course.audience().ring());
    if (turn instanceof Turn.Collecting window) {
      message.setWindowCloseTime(Times.timestamp(window.closesAt()));
    }
    turn.closing().ifPresent(c -> message.setLotterySeed(Long.toString(c.seed())));
    int round = course.round();
    if (asker) {
      message.setBidCount((int) course.bids().stream().filter(b -> b.round() == round).count());
    }
    course.bids().stream()
        .filter(bid -> own.test(bid.store()) || (asker && isOpened(turn, bid)))
        .forEach(bid -> message.addBids(bid(bid)));
    course.asks().stream()
        .filter(ask -> asker || own.test(ask.store()))
        .forEach(ask -> message.addAsks(ask(ask)));
    return message.build();
  }

  private static boolean isOpened(Turn turn, io.shelfshare.domain.request.Bid bid) {
    boolean sealed = turn instanceof Turn.Collecting window && window.round() == bid.round();
    return !sealed || !bid.result().isEmpty();
  }

  static Bid bid(io.shelfshare.domain.request.Bid bid) {
    Bid.Builder message =
        Bid.newBuilder()
            .setStore(Names.of(bid.store()))
            .setState(Bid.State.valueOf("STATE_" + bid.state().name()))
            .setRound(bid.round())
            .setCreateTime(Times.timestamp(bid.at()));
    bid.lines().forEach(units -> message.addLines(quantity(units)));
    bid.shipBy().ifPresent(time -> message.setShipBy(Times.timestamp(time)));
    if (!bid.currency().isEmpty()) {
      message.setFee(Fees.money(bid.fee(), bid.currency()));
    }
    bid.result()
        .ifPresent(
            result -> {
              if (result.rank() > 0) {
                message
                    .setRank(result.rank())
                    .setScore(score(result.score()))
                    .setLotteryNumber(Long.toUnsignedString(result.lottery()));
              }
              result.order().ifPresent(order -> message.setTransferOrder(Names.of(order)));
              result.lostBecause().ifPresent(reason -> message.setLostReason(reason.name()));
            });
    return message.build();
  }

  static Ask ask(io.shelfshare.domain.request.Ask ask) {
    Ask.Builder message =
        Ask.newBuilder()
            .setStore(Names.of(ask.store()))
            .setNumber(ask.number())
            .setAskTime(Times.timestamp(ask.at()))
            .setUntil(Times.timestamp(ask.until()))
            .setOutcome(Ask.Outcome.valueOf("OUTCOME_" + ask.outcome().name()))
            .setScore(score(ask.score()))
            .setPolicy(policy(ask.policy()))
            .setPolicyVersion(ask.policy().version());
    ask.declined()
        .ifPresent(
            no ->
                message.setDeclineReason(
                    DeclineReason.valueOf("DECLINE_REASON_" + no.reason().name())));
    return message.build();
  }

  static Score score(io.shelfshare.domain.routing.Score score) {
    Score.Builder message = Score.newBuilder().setTotal(score.total());
    score
        .parts()
        .forEach(
            part ->
                message
                    .addPartsBuilder()
                    .setFactor(Factor.valueOf("FACTOR_" + part.factor().name()))
                    .setValue(part.value())
                    .setWeight(part.weight()));
    return message.build();
  }

  static io.shelfshare.domain.request.Ask.DeclineReason reason(DeclineReason reason) {
    return io.shelfshare.domain.request.Ask.DeclineReason.valueOf(
        reason.name().substring("DECLINE_REASON_".length()));
  }

  static String policy(PolicyRef ref) {
    return "policies/" + ref.id();
  }

  /** The modes of a request, first to last; empty where there is only one with its usual times. */
  static List<Stage> stages(TransferRequest message) {
    List<Stage> stages = new ArrayList<>();
    RequestSpec.Mode mode = mode(message.getMode());
    Duration window = duration(message.hasWindow(), message.getWindow());
    Duration acceptWithin = duration(message.hasAcceptWithin(), message.getAcceptWithin());
    for (TransferRequest.Fallback next : message.getFallbacksList()) {
      stages.add(new Stage(mode, duration(next.hasAfter(), next.getAfter()), window, acceptWithin));
      mode = mode(next.getMode());
      window = duration(next.hasWindow(), next.getWindow());
      acceptWithin = duration(next.hasAcceptWithin(), next.getAcceptWithin());
    }
    Stage last = new Stage(mode, Duration.ZERO, window, acceptWithin);
    if (stages.isEmpty() && last.equals(Stage.of(mode))) {
      return List.of();
    }
    stages.add(last);
    return stages;
  }

  /** What {@link #stages} was made of. */
  static void put(RequestSpec spec, TransferRequest.Builder message) {
    List<Stage> stages = spec.stages();
    Stage first = stages.get(0);
    if (!first.window().isZero()) {
      message.setWindow(duration(first.window()));
    }
    if (!first.acceptWithin().isZero()) {
      message.setAcceptWithin(duration(first.acceptWithin()));
    }
    for (int i = 1; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      TransferRequest.Fallback.Builder next = message.addFallbacksBuilder();
      next.setMode(mode(stage.mode()));
      if (!stages.get(i - 1).lasts().isZero()) {
        next.setAfter(duration(stages.get(i - 1).lasts()));
      }
      if (!stage.window().isZero()) {
        next.setWindow(duration(stage.window()));
      }
      if (!stage.acceptWithin().isZero()) {
        next.setAcceptWithin(duration(stage.acceptWithin()));
      }
    }
  }

  static Quantity quantity(Units units) {
    return Quantity.newBuilder()
        .setSku(Names.of(units.sku()))
        .setQuantity(units.quantity())
        .build();
  }

  private static Duration duration(boolean given, com.google.protobuf.Duration duration) {
    return given ? Duration.ofSeconds(duration.getSeconds(), duration.getNanos()) : Duration.ZERO;
  }

  private static com.google.protobuf.Duration duration(Duration duration) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }

  static RequestOptions.Kind kind(TransferRequest.Kind kind) {
    return kind == TransferRequest.Kind.KIND_SUPPLY
        ? RequestOptions.Kind.SUPPLY
        : RequestOptions.Kind.DEMAND;
  }

  static RequestOptions.Channel channel(TransferRequest.Channel channel) {
    return switch (channel) {
      case CHANNEL_UNSPECIFIED, CHANNEL_STORE, UNRECOGNIZED -> RequestOptions.Channel.STORE;
      case CHANNEL_WEB_SHOP -> RequestOptions.Channel.WEB_SHOP;
      case CHANNEL_MICRO_SHOP -> RequestOptions.Channel.MICRO_SHOP;
      case CHANNEL_HEADQUARTERS -> RequestOptions.Channel.HEADQUARTERS;
    };
  }

  static RequestSpec.Mode mode(TransferRequest.Mode mode) {
    return switch (mode) {
      case MODE_FIRST_COME -> RequestSpec.Mode.FIRST_COME;
      case MODE_SEALED_WINDOW -> RequestSpec.Mode.SEALED_WINDOW;
      case MODE_ASSIGNED -> RequestSpec.Mode.ASSIGNED;
      case MODE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("A checked request has a mode.");
    };
  }

  static TransferRequest.Mode mode(RequestSpec.Mode mode) {
    return switch (mode) {
      case FIRST_COME -> TransferRequest.Mode.MODE_FIRST_COME;
      case SEALED_WINDOW -> TransferRequest.Mode.MODE_SEALED_WINDOW;
      case ASSIGNED -> TransferRequest.Mode.MODE_ASSIGNED;
    };
  }

  private static TransferRequest.Turn turn(Turn turn) {
    if (turn instanceof Turn.Collecting) {
      return TransferRequest.Turn.TURN_COLLECTING;
    } else if (turn instanceof Turn.Deciding) {
      return TransferRequest.Turn.TURN_DECIDING;
    } else if (turn instanceof Turn.Decided) {
      return TransferRequest.Turn.TURN_DECIDED;
    } else if (turn instanceof Turn.Asking) {
      return TransferRequest.Turn.TURN_ASKING;
    }
    return TransferRequest.Turn.TURN_FIRST_COME;
  }
}
