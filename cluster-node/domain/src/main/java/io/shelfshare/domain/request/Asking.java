package io.shelfshare.domain.request;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.Remembered;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.routing.Facts;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.Scoring;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The dispatch of a request: the best store that was not asked yet is asked, one at a time. */
public final class Asking {
  private final PostedRequest request;
  private final Course course;

  public Asking(PostedRequest request) {
    this.request = request;
    this.course = request.course();
  }

  /** Asks the best of {@code candidates}; no events where there is nobody left, or no need. */
  public List<RequestEvent> ask(List<Facts> candidates, Instant now) {
    Instant at = request.time(now);
    boolean needed =
        request.isOpen()
            && !request.isDueToExpire(at)
            && course.turn() instanceof Turn.Asking
            && course.pendingAsk().isEmpty();
    if (!needed) {
      return List.of();
    }
    Policy policy = request.spec().options().policy();
    Set<StoreId> before = notAgain();
    List<Facts> left = candidates.stream().filter(one -> !before.contains(one.store())).toList();
    // The request's own id decides among equals: the same on every try, and nobody's favourite.
    long seed = request.mutation().id().getLeastSignificantBits();
    Stage stage = request.spec().stages().get(course.turn().stage());
    return Scoring.rank(policy, left, seed).stream()
        .findFirst()
        .<List<RequestEvent>>map(
            best ->
                List.of(
                    new RequestEvent.Asked(
                        at,
                        new Ask(
                            course.asks().size() + 1,
                            best.store(),
                            at,
                            at.plus(stage.acceptWithin()),
                            policy.ref(),
                            best.score(),
                            Ask.Outcome.PENDING,
                            Optional.empty(),
                            Optional.empty()))))
        .orElse(List.of());
  }

  /** Stores that are not asked: the poster, those asked before, those that gave up. */
  public Set<StoreId> notAgain() {
    Set<StoreId> stores = course.asks().stream().map(Ask::store).collect(Collectors.toSet());
    stores.add(request.spec().store());
    stores.addAll(request.excluded());
    return stores;
  }

  /** The asked store refuses, which passes the request on. */
  public Decision<RequestEvent, Ask> decline(
      StoreId store, Ask.DeclineReason reason, Mutation mutation, Instant now) {
    Optional<Remembered<Ask>> known =
        course.asks().stream()
            .filter(
                ask -> ask.declined().filter(d -> d.mutation().equals(mutation.key())).isPresent())
            .findFirst()
            .map(
                ask ->
                    new Remembered<>(
                        mutation.key(),
                        ask.declined().orElseThrow().fingerprint(),
                        ask.answeredAt().orElse(ask.at()),
                        ask));
    Optional<Decision<RequestEvent, Ask>> again = request.recall(known, mutation, now);
    if (again.isPresent()) {
      return again.get();
    }
    Optional<Ask> asked = course.pendingAsk().filter(ask -> ask.store().equals(store));
    if (asked.isEmpty() || !Coverage.isInRace(request)) {
      return Decision.refused(Refusal.of(Reason.NOT_ASKED));
    }
    Instant at = request.time(now);
    var refusal = new Ask.Declined(reason, mutation.key(), mutation.fingerprint());
    return Decision.done(
        List.of(new RequestEvent.AskDeclined(at, refusal)),
        asked.get().ended(Ask.Outcome.DECLINED, at, Optional.of(refusal)));
  }
}
