package io.shelfshare.simulation.fault;

import io.shelfshare.domain.Verdict;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.request.OrderReport;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.request.TransferRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Faults of requests. */
final class RequestFaults {
  private RequestFaults() {}

  /** The request as it would be without some of its events. */
  static TransferRequest without(List<RequestEvent> journal, Predicate<RequestEvent> unseen) {
    TransferRequest state = TransferRequest.unposted();
    for (RequestEvent event : journal) {
      state = unseen.test(event) ? state : state.apply(event);
    }
    return state;
  }

  static final class StaleAward extends Seam {
    @Override
    public TransferRequest decides(Op op, TransferRequest now, List<RequestEvent> journal) {
      boolean stale =
          (op == Op.GRAB || op == Op.RESERVED)
              && !journal.isEmpty()
              && journal.get(journal.size() - 1) instanceof RequestEvent.Awarded;
      return stale ? without(journal, last(journal)) : now;
    }

    private static Predicate<RequestEvent> last(List<RequestEvent> journal) {
      RequestEvent newest = journal.get(journal.size() - 1);
      return newest::equals;
    }
  }

  static final class ReopenedTwice extends Seam {
    @Override
    public OrderReport told(OrderReport report) {
      return new OrderReport(
          report.order(),
          report.version(),
          report.excludesSupplier(),
          report.ended(),
          report.lines().stream()
              .map(one -> new OrderReport.Line(one.sku(), 2 * one.reopened(), one.accepted()))
              .toList());
    }
  }

  static final class WinnerTold extends Seam {
    @Override
    public Verdict verdict(Verdict said) {
      return said == Verdict.WON ? Verdict.NO : said;
    }
  }

  static final class GiverUpStays extends Seam {
    @Override
    public TransferRequest decides(Op op, TransferRequest now, List<RequestEvent> journal) {
      boolean forgets = op == Op.GRAB || op == Op.RESERVED;
      return forgets ? patched(journal) : now;
    }

    private static TransferRequest patched(List<RequestEvent> journal) {
      TransferRequest state = TransferRequest.unposted();
      for (RequestEvent event : journal) {
        state = state.apply(event instanceof RequestEvent.OrderReported e ? mild(e) : event);
      }
      return state;
    }

    private static RequestEvent mild(RequestEvent.OrderReported event) {
      OrderReport report = event.report();
      return new RequestEvent.OrderReported(
          event.at(),
          new OrderReport(report.order(), report.version(), false, report.ended(), report.lines()));
    }
  }

  static final class AwardAfterExpiry extends Seam {
    @Override
    public Instant clock(Op op, Instant now) {
      return op == Op.RESERVED ? Instant.EPOCH : now;
    }

    @Override
    public TransferRequest decides(Op op, TransferRequest now, List<RequestEvent> journal) {
      return op == Op.RESERVED ? without(journal, RequestEvent.Expired.class::isInstance) : now;
    }
  }

  static final class AwardAfterCancel extends Seam {
    @Override
    public TransferRequest decides(Op op, TransferRequest now, List<RequestEvent> journal) {
      return op == Op.RESERVED ? without(journal, RequestEvent.Cancelled.class::isInstance) : now;
    }
  }

  static final class TimeGoesBack extends Seam {
    @Override
    public List<RequestEvent> request(List<RequestEvent> decided, TransferRequest before) {
      return decided.stream().map(TimeGoesBack::earlier).toList();
    }

    private static RequestEvent earlier(RequestEvent event) {
      if (!(event instanceof RequestEvent.Awarded awarded)) {
        return event;
      }
      Instant at = awarded.at().minus(Duration.ofSeconds(20));
      Award award = awarded.award();
      return new RequestEvent.Awarded(
          at,
          new Award(
              award.order(),
              award.store(),
              award.lines(),
              at,
              award.confirmBy(),
              award.mutation(),
              award.fingerprint(),
              award.receiver()));
    }
  }
}
