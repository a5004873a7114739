package io.shelfshare.domain.request;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
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
        Optional.empty(),
        Course.first(event.spec(), event.at()),
        List.of(),
        event.spec());
  }

  static PostedRequest apply(PostedRequest request, RequestEvent event) {
    List<Leg> legs = request.legs();
    Set<StoreId> excluded = request.excluded();
    Optional<Instant> expiredAt = request.expiredAt();
    Optional<Cancellation> cancelled = request.cancelled();
    if (event instanceof RequestEvent.Awarded awarded) {
      List<Leg> more = new ArrayList<>(legs);
      more.add(Leg.of(awarded.award()));
      return next(request, event, more, excluded, expiredAt, cancelled)
          .with(request.course().awarded(awarded.award()));
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
              Coverage.closed(request),
              taken.mergedInto().map(target -> new Cancellation.Merge(target, open(request))));
      return next(request, event, legs, excluded, expiredAt, Optional.of(cancellation));
    }
    if (event instanceof RequestEvent.CancelTold told) {
      List<Leg> changed =
          legs.stream().map(leg -> leg.isOf(told.order()) ? leg.told() : leg).toList();
      return next(request, event, changed, excluded, expiredAt, cancelled);
    }
    return applyCourse(next(request, event, legs, excluded, expiredAt, cancelled), event);
  }

  private static List<Units> open(PostedRequest request) {
    return Coverage.lines(request).stream()
        .filter(line -> line.open() > 0)
        .map(line -> new Units(line.sku(), line.open()))
        .toList();
  }

  /** What changes nothing but who is asked, and how. */
  private static PostedRequest applyCourse(PostedRequest next, RequestEvent event) {
    Course course = next.course();
    if (event instanceof RequestEvent.Bade bade) {
      return next.with(course.bade(next.spec(), bade.bid()));
    } else if (event instanceof RequestEvent.BidWithdrawn withdrawn) {
      return next.with(course.withdrawn(withdrawn));
    } else if (event instanceof RequestEvent.WindowClosed closed) {
      return next.with(course.closed(closed));
    } else if (event instanceof RequestEvent.BidsLost lost) {
      return next.with(course.lost(lost.losers()));
    } else if (event instanceof RequestEvent.Asked asked) {
      return next.with(course.asked(asked.ask()));
    } else if (event instanceof RequestEvent.AskDeclined no) {
      return next.with(course.endAsk(Ask.Outcome.DECLINED, no.at(), Optional.of(no.refusal())));
    } else if (event instanceof RequestEvent.AskRanOut silent) {
      return next.with(course.endAsk(Ask.Outcome.SILENT, silent.at(), Optional.empty()));
    } else if (event instanceof RequestEvent.StageEntered entered) {
      return next.with(course.entered(next.spec(), entered.stage(), entered.at()));
    } else if (event instanceof RequestEvent.RingOpened opened) {
      return next.with(course.opened(opened));
    } else if (event instanceof RequestEvent.Edited edited) {
      return next.edited(edited);
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
        nextCancelled,
        request.course(),
        request.edits(),
        request.asPosted());
  }
}
