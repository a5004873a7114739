package io.shelfshare.domain.request;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.Remembered;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.Units;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the poster may change of an open request. */
public final class Editing {
  private final PostedRequest request;

  public Editing(PostedRequest request) {
    this.request = request;
  }

  /** Changes it; the answer is the request as it is then. */
  public Decision<RequestEvent, RequestView> edit(
      RequestEdit edit, Mutation mutation, SoftHolds softHolds, Instant now) {
    Optional<Remembered<RequestView>> known =
        request.edits().stream().filter(one -> one.key().equals(mutation.key())).findFirst();
    Optional<Decision<RequestEvent, RequestView>> again = request.recall(known, mutation, now);
    if (again.isPresent()) {
      return again.get();
    }
    Instant at = request.time(now);
    if (request.isDueToExpire(at)) {
      return new Decision.Refused<>(
          List.of(new RequestEvent.Expired(at)), Refusal.of(Reason.REQUEST_EXPIRED));
    }
    Optional<Refusal> refusal = refusal(edit, softHolds);
    if (refusal.isPresent()) {
      return Decision.refused(refusal.get());
    }
    List<RequestEvent> events = new ArrayList<>();
    events.add(new RequestEvent.Edited(at, edit, mutation.key(), mutation.fingerprint()));
    return Decision.done(events, request.after(events).seen());
  }

  private Optional<Refusal> refusal(RequestEdit edit, SoftHolds softHolds) {
    if (request.cancelled().isPresent()) {
      return Optional.of(Refusal.of(Reason.REQUEST_CANCELLED));
    }
    if (request.expiredAt().isPresent()) {
      return Optional.of(Refusal.of(Reason.REQUEST_EXPIRED));
    }
    if (!request.isOpen()) {
      return Optional.of(Refusal.of(Reason.ALREADY_COVERED));
    }
    if (edit.expireAt().filter(one -> one.isBefore(request.spec().expireAt())).isPresent()) {
      return Optional.of(
          Refusal.of(Reason.EXPIRES_SOONER, "expire_time", request.spec().expireAt()));
    }
    List<RequestLine> lines = Coverage.lines(request);
    for (Units units : edit.quantities()) {
      Optional<RequestLine> line =
          lines.stream().filter(one -> one.sku().equals(units.sku())).findFirst();
      if (line.isEmpty() || units.quantity() > line.get().asked()) {
        return because(Reason.GRAB_EXCEEDS_OPEN, units, line.map(RequestLine::asked).orElse(0L));
      }
      SkuId sku = units.sku();
      long least = line.get().asked() - line.get().open() + softHolds.held(request.spec(), sku);
      if (units.quantity() < least) {
        return because(Reason.QUANTITY_BELOW_COVERED, units, least);
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> because(Reason reason, Units units, long open) {
    return Optional.of(
        new Refusal(
            reason,
            Map.of(
                "sku", units.sku().value(),
                "wanted", Long.toString(units.quantity()),
                "open", Long.toString(open))));
  }
}
