package io.shelfshare.domain.request;

import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.Ring;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a request does as time passes, without anybody's call: it expires, falls back to its next
 * stage, passes on from a silent store, reaches the next ring. What has to be looked up for it is
 * named by {@link #lookup}.
 */
public final class Progress {
  private final PostedRequest request;
  private final Course course;
  private final boolean open;

  public Progress(PostedRequest request) {
    this.request = request;
    this.course = request.course();
    this.open = request.isOpen();
  }

  /** What somebody who knows stores and stocks has to find out before a request can go on. */
  public enum Lookup {
    /** The stores to rank for an ask. */
    WHOM_TO_ASK,
    /** The facts about those who bid in the window that is over. */
    BIDDERS,
    /** The stores of the next ring that have it. */
    RING
  }

  /** The events that are due; again and again until there are none. */
  public List<RequestEvent> due(SoftHolds softHolds, Instant now) {
    Instant at = request.time(now);
    if (request.isDueToExpire(at)) {
      return List.of(new RequestEvent.Expired(at));
    }
    if (!open) {
      return List.of();
    }
    Optional<Instant> ring = ringDue();
    if (ring.isPresent() && !at.isBefore(ring.get()) && !nextRing().orElseThrow().havingIt()) {
      return List.of(new RequestEvent.RingOpened(at, course.audience().ring() + 1, Set.of()));
    }
    Optional<Ask> asked = course.pendingAsk();
    if (asked.isPresent() && softHolds.hasOf(asked.get().store())) {
      return List.of();
    }
    if (asked.isPresent() && !at.isBefore(asked.get().until())) {
      return List.of(new RequestEvent.AskRanOut(at));
    }
    return stageEnds().filter(end -> !at.isBefore(end)).isPresent() ? next(at) : List.of();
  }

  /** The next stage, where nothing more can be done in this one. */
  public List<RequestEvent> nobodyToAsk(Instant now) {
    Instant at = request.time(now);
    boolean stuck = open && course.turn() instanceof Turn.Asking && course.pendingAsk().isEmpty();
    // Where its time is over nobody is asked either, and that is no reason to go on.
    return stuck && hasNext() && !request.isDueToExpire(at) ? next(at) : List.of();
  }

  private List<RequestEvent> next(Instant at) {
    return List.of(new RequestEvent.StageEntered(at, course.turn().stage() + 1));
  }

  private boolean hasNext() {
    return course.turn().stage() + 1 < request.spec().stages().size();
  }

  /** When the stage that lasts now gives way to the next; empty where it does not by itself. */
  private Optional<Instant> stageEnds() {
    if (!hasNext()) {
      return Optional.empty();
    }
    Turn turn = course.turn();
    Stage stage = request.spec().stages().get(turn.stage());
    if (turn instanceof Turn.Decided) {
      return Optional.of(request.lastEventAt());
    }
    boolean inTime = turn instanceof Turn.FirstCome || turn instanceof Turn.Asking;
    return inTime && !stage.lasts().isZero()
        ? Optional.of(turn.since().plus(stage.lasts()))
        : Optional.empty();
  }

  /** What has to be looked up now. */
  public Optional<Lookup> lookup(Instant now) {
    Instant at = request.time(now);
    if (!Coverage.isInRace(request) || request.isDueToExpire(at)) {
      return Optional.empty();
    }
    if (course.turn() instanceof Turn.Collecting window && !at.isBefore(window.closesAt())) {
      return Optional.of(Lookup.BIDDERS);
    }
    if (!open) {
      return Optional.empty();
    }
    if (ringDue().filter(due -> !at.isBefore(due)).isPresent()) {
      return Optional.of(Lookup.RING);
    }
    return course.turn() instanceof Turn.Asking && course.pendingAsk().isEmpty()
        ? Optional.of(Lookup.WHOM_TO_ASK)
        : Optional.empty();
  }

  /** The ring that is asked next, if any is left. */
  public Optional<Ring> nextRing() {
    Policy policy = request.spec().options().policy();
    int next = course.audience().ring() + 1;
    return next < policy.rings().size() ? Optional.of(policy.rings().get(next)) : Optional.empty();
  }

  private Optional<Instant> ringDue() {
    return nextRing().map(ring -> request.postedAt().plus(ring.after()));
  }

  /** The next ring was looked up. */
  public List<RequestEvent> ringFound(Set<io.shelfshare.domain.StoreId> stores, Instant now) {
    return lookup(now).filter(Lookup.RING::equals).isPresent()
        ? List.of(
            new RequestEvent.RingOpened(request.time(now), course.audience().ring() + 1, stores))
        : List.of();
  }

  /** When something has to happen by itself; in the past where it is overdue. */
  Optional<Instant> nextDue() {
    if (!Coverage.isInRace(request)) {
      return Optional.empty();
    }
    Turn turn = course.turn();
    Stream<Instant> anyway =
        turn instanceof Turn.Collecting window
            ? Stream.of(window.closesAt())
            : turn instanceof Turn.Deciding ? Stream.of(request.lastEventAt()) : Stream.of();
    Stream<Instant> whileOpen =
        open
            ? Stream.of(
                    Optional.of(request.spec().expireAt()),
                    ringDue(),
                    stageEnds(),
                    turn instanceof Turn.Asking
                        ? course
                            .pendingAsk()
                            .map(Ask::until)
                            .or(() -> Optional.of(request.lastEventAt()))
                        : Optional.<Instant>empty())
                .flatMap(Optional::stream)
            : Stream.of();
    return Stream.concat(anyway, whileOpen).min(Instant::compareTo);
  }
}
