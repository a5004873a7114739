package io.shelfshare.node.request;

import akka.actor.typed.javadsl.ActorContext;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.request.Asking;
import io.shelfshare.domain.request.Bidding;
import io.shelfshare.domain.request.PostedRequest;
import io.shelfshare.domain.request.Progress;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.request.SoftHolds;
import io.shelfshare.domain.request.TransferRequest;
import io.shelfshare.domain.routing.Facts;
import io.shelfshare.node.Market;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * What a request does without being called: closes windows and awards their bids, asks stores,
 * falls back, reaches further rings. It looks up what the domain needs to know, at once where that
 * works and else again in a while. Confined to the request's entity, which persists the events.
 */
final class Pursuit {
  /** How long to wait where nobody was found who could be asked. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  /** How long a bidder's stock has to answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ActorContext<TransferRequestEntity.Command> context;
  private final RequestId id;
  private final Market market;
  private final Scout scout;
  private final RandomGenerator random;
  private final SoftHolds softHolds;
  private boolean lookingUp;
  private Instant lookAgainAt = Instant.MIN;

  Pursuit(
      ActorContext<TransferRequestEntity.Command> context,
      RequestId id,
      Market market,
      Scout scout,
      RandomGenerator random,
      SoftHolds softHolds) {
    this.context = context;
    this.id = id;
    this.market = market;
    this.scout = scout;
    this.random = random;
    this.softHolds = softHolds;
  }

  private Instant now() {
    return market.clock().instant();
  }

  /** Whether a request does anything by itself but expire. */
  static boolean hasCourse(TransferRequest request) {
    return request
        .posted()
        .map(PostedRequest::spec)
        .filter(
            spec ->
                spec.mode() != RequestSpec.Mode.FIRST_COME
                    || spec.stages().size() > 1
                    || !spec.options().policy().rings().isEmpty())
        .isPresent();
  }

  /** The events that are due by the clock alone. */
  List<RequestEvent> due(TransferRequest request) {
    List<RequestEvent> events = new ArrayList<>();
    Optional<PostedRequest> state = request.posted();
    while (state.isPresent()) {
      List<RequestEvent> more = new Progress(state.get()).due(softHolds, now());
      if (more.isEmpty()) {
        break;
      }
      events.addAll(more);
      for (RequestEvent event : more) {
        state = state.map(one -> one.apply(event));
      }
    }
    return events;
  }

  /** Starts to look up what is needed now, unless that is under way. */
  void lookUp(TransferRequest request) {
    Optional<PostedRequest> posted = request.posted();
    Optional<Progress.Lookup> lookup =
        posted.flatMap(one -> new Progress(one).lookup(now())).filter(one -> !lookingUp);
    if (lookup.isEmpty() || now().isBefore(lookAgainAt)) {
      return;
    }
    lookingUp = true;
    context.pipeToSelf(
        scout.find(posted.orElseThrow(), lookup.get()),
        (facts, failure) -> new CourseCommands.LookedUp(lookup.get(), Optional.ofNullable(facts)));
  }

  /** What was looked up makes these events, or has to be looked up again. */
  List<RequestEvent> found(TransferRequest request, CourseCommands.LookedUp found) {
    lookingUp = false;
    Optional<PostedRequest> posted = request.posted();
    if (found.facts().isEmpty() || posted.isEmpty()) {
      lookAgainAt = now().plus(market.mending().resendAfter());
      return List.of();
    }
    List<Facts> facts = found.facts().get();
    List<RequestEvent> events =
        switch (found.lookup()) {
          case BIDDERS -> new Bidding(posted.get()).close(facts, random.nextLong(), now());
          case RING ->
              new Progress(posted.get())
                  .ringFound(facts.stream().map(Facts::store).collect(Collectors.toSet()), now());
          case WHOM_TO_ASK -> ask(posted.get(), facts);
        };
    if (events.isEmpty()) {
      lookAgainAt = now().plus(LOOK_AGAIN);
    }
    return events;
  }

  private List<RequestEvent> ask(PostedRequest posted, List<Facts> facts) {
    List<RequestEvent> asked = new Asking(posted).ask(facts, now());
    return asked.isEmpty() ? new Progress(posted).nobodyToAsk(now()) : asked;
  }

  /**
   * Goes on with the bids of a closed window.
   *
   * @param reserve asks the store of a soft hold that was placed
   * @return events that come first
   */
  List<RequestEvent> award(TransferRequest request, Consumer<SoftHolds.SoftHold> reserve) {
    Bidding.Next next =
        request
            .posted()
            .map(
                posted ->
                    new Bidding(posted)
                        .award(softHolds, () -> OrderId.fresh(id, now(), random), PATIENCE, now()))
            .orElse(Bidding.Next.NOTHING);
    next.reserve().ifPresent(reserve);
    return next.events();
  }

  /** A store that a bid's units were to be reserved at cannot, or did not answer. */
  List<RequestEvent> failed(
      TransferRequest request, Optional<SoftHolds.SoftHold> hold, Refusal.Reason reason) {
    return request
        .posted()
        .flatMap(posted -> hold.map(one -> new Bidding(posted).failed(one, reason, now())))
        .orElse(List.of());
  }
}
