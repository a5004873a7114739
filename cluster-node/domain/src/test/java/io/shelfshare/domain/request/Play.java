package io.shelfshare.domain.request;

import static io.shelfshare.domain.Samples.A;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.answer;
import static io.shelfshare.domain.Samples.mutation;
import static io.shelfshare.domain.Samples.order;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.routing.Facts;
import io.shelfshare.domain.routing.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request that is played through its modes under a clock that the test sets. */
final class Play {
  static final Duration CONFIRM = Duration.ofMinutes(10);
  static final Duration PATIENCE = Duration.ofSeconds(5);

  TransferRequest request = TransferRequest.unposted();
  SoftHolds soft = new SoftHolds();
  Instant now = T0;
  private int serial;
  private final List<RequestEvent> happened = new ArrayList<>();

  static RequestOptions options(Stage... stages) {
    return options(RequestOptions.Kind.DEMAND, Map.of(), Policy.BUILT_IN, stages);
  }

  static RequestOptions options(
      RequestOptions.Kind kind,
      Map<SkuId, List<SkuId>> substitutes,
      Policy policy,
      Stage... stages) {
    return new RequestOptions(
        kind, RequestOptions.Channel.STORE, substitutes, List.of(stages), Optional.empty(), policy);
  }

  static Stage window(int seconds) {
    return new Stage(
        RequestSpec.Mode.SEALED_WINDOW, Duration.ZERO, Duration.ofSeconds(seconds), Duration.ZERO);
  }

  static Stage asking(int acceptSeconds) {
    return new Stage(
        RequestSpec.Mode.ASSIGNED, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(acceptSeconds));
  }

  static Stage firstCome(int lastsSeconds) {
    return new Stage(
        RequestSpec.Mode.FIRST_COME,
        Duration.ofSeconds(lastsSeconds),
        Duration.ZERO,
        Duration.ZERO);
  }

  static RequestSpec spec(RequestOptions options, Units... lines) {
    RequestSpec.Mode mode =
        options.stages().isEmpty() ? RequestSpec.Mode.FIRST_COME : options.stages().get(0).mode();
    return new RequestSpec(
            A,
            List.of(lines),
            mode,
            Optional.empty(),
            T0.plusSeconds(600),
            Optional.empty(),
            false,
            0,
            "",
            "CN/East")
        .with(options);
  }

  static Play posted(RequestOptions options, Units... lines) {
    return posted(spec(options, lines));
  }

  static Play posted(RequestSpec spec) {
    Play play = new Play();
    play.happens(play.request.post(spec, mutation(1000), play.now));
    return play;
  }

  <X> X happens(Decision<RequestEvent, X> decision) {
    happen(decision.events());
    return answer(decision);
  }

  void happen(List<RequestEvent> events) {
    events.forEach(event -> request = request.apply(event));
    happened.addAll(events);
  }

  /** What happened since it was posted or copied. */
  List<RequestEvent> happened() {
    return happened;
  }

  /** The same, to be played on in another way; nothing may be held softly. */
  Play copy() {
    Play copy = new Play();
    copy.request = request;
    copy.now = now;
    copy.serial = serial;
    return copy;
  }

  PostedRequest state() {
    return request.posted().orElseThrow();
  }

  Mutation next() {
    return mutation(++serial);
  }

  Decision<RequestEvent, Bid> bid(StoreId store, long fee, List<Units> lines, Mutation mutation) {
    return new Bidding(state())
        .bid(new Bid.Terms(store, lines, Optional.empty(), fee, "CNY"), mutation, now);
  }

  Bid bids(StoreId store, long fee, List<Units> lines) {
    return happens(bid(store, fee, lines, next()));
  }

  /** Closes the window with stores that are all alike but for their bids. */
  void close(long seed) {
    List<Facts> facts =
        new Bidding(state())
            .bidders().stream()
                .map(store -> new Facts(store, 1000, 9, 9, 0, 0, 7500, Optional.empty()))
                .toList();
    happen(new Bidding(state()).close(facts, seed, now));
  }

  /** Awards all bids whose stores have the units. */
  void awardAll() {
    while (true) {
      Bidding.Next next =
          new Bidding(state()).award(soft, () -> order(5000 + ++serial), PATIENCE, now);
      happen(next.events());
      if (next.reserve().isPresent()) {
        var hold = next.reserve().get();
        happens(request.reserved(hold.order(), soft, CONFIRM, now));
        soft.drop(hold.order());
      } else if (next.events().isEmpty()) {
        return;
      }
    }
  }

  /** Everything that is due by the clock. */
  void due() {
    List<RequestEvent> events;
    do {
      events = new Progress(state()).due(soft, now);
      happen(events);
    } while (!events.isEmpty());
  }

  void ask(Facts... candidates) {
    happen(new Asking(state()).ask(List.of(candidates), now));
  }

  static Facts at(StoreId store, long metres) {
    return new Facts(store, metres, 9, 9, 0, 0, 7500, Optional.empty());
  }

  GrabDecision grab(StoreId store, List<Units> lines) {
    return request.grab(store, lines, next(), soft, () -> order(++serial), now);
  }

  Reason lost(StoreId store, List<Units> lines) {
    return ((GrabDecision.Refused) grab(store, lines)).refusal().reason();
  }

  Award wins(StoreId store, List<Units> lines) {
    var reserve = (GrabDecision.Reserve) grab(store, lines);
    Award award = happens(request.reserved(reserve.order(), soft, CONFIRM, now));
    soft.drop(reserve.order());
    return award;
  }

  Bid bidOf(StoreId store) {
    return request.view().orElseThrow().course().bids().stream()
        .filter(bid -> bid.store().equals(store))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  void wait(int seconds) {
    now = now.plusSeconds(seconds);
  }
}
