package io.shelfshare.domain.request;

import io.shelfshare.domain.StoreId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What each event makes of a request. Nothing is decided here. */
final class RequestHistory {
  private RequestHistory() {}

  static PostedRequest posted(RequestEvent.Posted event) {
    return new PostedRequest(
        event.spec(),
        event.at(),
        event.mutation(),
        event.fingerprint(),
        1,
        event.at(),
        List.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }

  static PostedRequest apply(PostedRequest request, RequestEvent event) {
    List<Leg> legs = request.legs();
    Set<StoreId> excluded = request.excluded();
    Optional<Instant> expiredAt = request.expiredAt();
    Optional<Cancellation> cancelled = request.cancelled();
    if (event instanceof RequestEvent.Awarded awarded) {
      List<Leg> more = new ArrayList<>(legs);
      more.add(Leg.of(awarded.award()));
      return next(request, event, more, excluded, expiredAt, cancelled);
    }
    if (event instanceof RequestEvent.OrderReported reported) {
      return applyReport(request, reported);
    }
    if (event instanceof RequestEvent.Expired) {
      return next(request, event, legs, excluded, Optional.of(event.at()), cancelled);
    }
    if (event instanceof RequestEvent.Cancelled taken) {
      var cancellation =
          new Cancellation(
              taken.at(),
              request.version() + 1,
              taken.reason(),
              taken.mutation(),
              taken.fingerprint(),
              Coverage.closed(request));
      return next(request, event, legs, excluded, expiredAt, Optional.of(cancellation));
    }
    if (event instanceof RequestEvent.CancelTold told) {
      List<Leg> changed =
          legs.stream().map(leg -> leg.isOf(told.order()) ? leg.told() : leg).toList();
      return next(request, event, changed, excluded, expiredAt, cancelled);
    }
    throw new IllegalStateException("a posted request cannot have " + event);
  }

  private static PostedRequest applyReport(
      PostedRequest request, RequestEvent.OrderReported reported) {
    OrderReport report = reported.report();
    Set<StoreId> out = new LinkedHashSet<>(request.excluded());
    List<Leg> changed = new ArrayList<>();
    for (Leg leg : request.legs()) {
      boolean meant = leg.isOf(report.order());
      changed.add(meant ? leg.report(report) : leg);
      if (meant && report.excludesSupplier()) {
        out.add(leg.award().store());
      }
    }
    return next(request, reported, changed, out, request.expiredAt(), request.cancelled());
  }

  private static PostedRequest next(
      PostedRequest request,
      RequestEvent event,
      List<Leg> nextLegs,
      Set<StoreId> nextExcluded,
      Optional<Instant> nextExpiredAt,
      Optional<Cancellation> nextCancelled) {
    return new PostedRequest(
        request.spec(),
        request.postedAt(),
        request.mutation(),
        request.fingerprint(),
        request.version() + 1,
        event.at(),
        nextLegs,
        nextExcluded,
        nextExpiredAt,
        nextCancelled);
  }
}
