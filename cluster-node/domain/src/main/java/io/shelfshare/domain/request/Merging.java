package io.shelfshare.domain.request;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.Remembered;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.Units;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two open requests of one store become one. The source ends first and then tells the target what
 * was open, again and again until it is taken: in between its units are asked for by nobody, and at
 * no time by both (P1).
 */
public final class Merging {
  /** The most units of a line. */
  private static final long QUANTITY_MAX = 10_000;

  /** Whose mutations they are by which a target takes over what sources asked for. */
  private static final String MERGE = "merge";

  private final PostedRequest request;

  public Merging(PostedRequest request) {
    this.request = request;
  }

  /**
   * Ends it in favour of {@code target}; the answer is the request as it is then. Only what nobody
   * has a part in goes over as a whole.
   */
  public Decision<RequestEvent, RequestView> into(
      RequestId target, Mutation mutation, SoftHolds softHolds, Instant now) {
    Optional<Cancellation> merged =
        request.cancelled().filter(one -> one.mutation().equals(mutation.key()));
    if (merged.isPresent()) {
      return request.cancel(merged.get().reason(), mutation, now);
    }
    Instant at = request.time(now);
    if (request.isDueToExpire(at)) {
      return new Decision.Refused<>(
          List.of(new RequestEvent.Expired(at)), Refusal.of(Reason.REQUEST_EXPIRED));
    }
    Optional<Refusal> refusal = ended();
    if (refusal.isPresent()) {
      return Decision.refused(refusal.get());
    }
    if (!softHolds.isEmpty()) {
      return Decision.refused(Refusal.of(Reason.CONTENDED));
    }
    if (!request.legs().isEmpty()) {
      return Decision.refused(Refusal.of(Reason.ALREADY_COVERED));
    }
    Optional<Decision<RequestEvent, RequestView>> known =
        request.recall(Optional.empty(), mutation, now);
    if (known.isPresent()) {
      return known.get();
    }
    List<RequestEvent> events =
        List.of(
            new RequestEvent.Cancelled(
                at, "MERGED", mutation.key(), mutation.fingerprint(), Optional.of(target)));
    return Decision.done(events, request.after(events).seen());
  }

  /** Why it can be neither end of a merge. */
  private Optional<Refusal> ended() {
    if (request.cancelled().isPresent()) {
      return Optional.of(Refusal.of(Reason.REQUEST_CANCELLED));
    }
    if (request.expiredAt().isPresent()) {
      return Optional.of(Refusal.of(Reason.REQUEST_EXPIRED));
    }
    return Optional.empty();
  }

  /**
   * Takes over what {@code source} asked for, once, however often it is told. A target that has
   * ended meanwhile refuses: nothing may be awarded after it (P10).
   */
  public Decision<RequestEvent, RequestView> absorb(
      RequestId source, List<Units> units, Instant now) {
    Mutation.Key key = new Mutation.Key(MERGE, source.value());
    Optional<Remembered<RequestView>> known =
        request.edits().stream().filter(one -> one.key().equals(key)).findFirst();
    if (known.isPresent()) {
      return Decision.unchanged(request.seen());
    }
    Instant at = request.time(now);
    if (request.isDueToExpire(at)) {
      return new Decision.Refused<>(
          List.of(new RequestEvent.Expired(at)), Refusal.of(Reason.REQUEST_EXPIRED));
    }
    Optional<Refusal> refusal = ended().or(() -> doesNotFit(units));
    if (refusal.isPresent()) {
      return Decision.refused(refusal.get());
    }
    Map<SkuId, Long> asked = Units.bySku(request.spec().lines());
    List<Units> more = new ArrayList<>();
    units.forEach(
        one -> more.add(new Units(one.sku(), one.quantity() + asked.getOrDefault(one.sku(), 0L))));
    var edit = new RequestEdit(Optional.empty(), Optional.empty(), Optional.empty(), more);
    List<RequestEvent> events = List.of(new RequestEvent.Edited(at, edit, key, source.toString()));
    return Decision.done(events, request.after(events).seen());
  }

  /** Why a target cannot take over these units, as things stand. */
  public Optional<Refusal> doesNotFit(List<Units> units) {
    Map<SkuId, Long> asked = Units.bySku(request.spec().lines());
    return units.stream()
        .filter(
            one ->
                !asked.containsKey(one.sku())
                    || asked.get(one.sku()) + one.quantity() > QUANTITY_MAX)
        .findFirst()
        .map(
            one ->
                new Refusal(
                    Reason.GRAB_EXCEEDS_OPEN,
                    Map.of(
                        "sku", one.sku().value(),
                        "wanted", Long.toString(one.quantity()),
                        "open", Long.toString(asked.getOrDefault(one.sku(), 0L)))));
  }
}
