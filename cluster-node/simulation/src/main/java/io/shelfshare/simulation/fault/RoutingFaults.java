package io.shelfshare.simulation.fault;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.request.PostedRequest;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.request.RequestOptions;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.request.TransferRequest;
import io.shelfshare.domain.routing.Facts;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.PolicyEvent;
import io.shelfshare.domain.routing.Scoring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Faults of who is asked, and when, and of what a request wants as a whole. */
final class RoutingFaults {
  private RoutingFaults() {}

  /** Lets a request decide as if it had been posted otherwise. */
  private abstract static class PostedOtherwise extends Seam {
    private final Set<Op> ops;

    PostedOtherwise(Op first, Op... more) {
      ops = EnumSet.of(first, more);
    }

    abstract RequestEvent.Posted otherwise(RequestEvent.Posted event);

    @Override
    public final TransferRequest decides(Op op, TransferRequest now, List<RequestEvent> journal) {
      if (!ops.contains(op)
          || journal.isEmpty()
          || !(journal.get(0) instanceof RequestEvent.Posted posted)) {
        return now;
      }
      RequestEvent.Posted changed = otherwise(posted);
      if (changed.equals(posted)) {
        return now;
      }
      TransferRequest state = TransferRequest.unposted().apply(changed);
      for (RequestEvent event : journal.subList(1, journal.size())) {
        state = state.apply(event);
      }
      return state;
    }
  }

  private static RequestEvent.Posted with(
      RequestEvent.Posted event, boolean allOrNothing, int splitLimit) {
    RequestSpec spec = event.spec();
    RequestSpec changed =
        new RequestSpec(
            spec.store(),
            spec.lines(),
            spec.mode(),
            spec.customerReference(),
            spec.expireAt(),
            spec.neededBy(),
            allOrNothing,
            splitLimit,
            spec.note(),
            spec.region(),
            spec.options());
    return new RequestEvent.Posted(event.at(), changed, event.mutation(), event.fingerprint());
  }

  static final class Split extends PostedOtherwise {
    Split() {
      super(Op.GRAB, Op.RESERVED, Op.BID);
    }

    @Override
    RequestEvent.Posted otherwise(RequestEvent.Posted event) {
      return with(event, false, event.spec().splitLimit());
    }
  }

  static final class NoSplitLimit extends PostedOtherwise {
    NoSplitLimit() {
      super(Op.GRAB, Op.RESERVED, Op.BID);
    }

    @Override
    RequestEvent.Posted otherwise(RequestEvent.Posted event) {
      return with(event, event.spec().allOrNothing(), 0);
    }
  }

  static final class RingEarly extends PostedOtherwise {
    RingEarly() {
      super(Op.DUE);
    }

    @Override
    RequestEvent.Posted otherwise(RequestEvent.Posted event) {
      return new RequestEvent.Posted(
          event.at().minus(Duration.ofSeconds(15)),
          event.spec(),
          event.mutation(),
          event.fingerprint());
    }
  }

  static final class NotPinned extends PostedOtherwise {
    private final Map<String, Policy> newest = new HashMap<>();

    NotPinned() {
      super(Op.ASK, Op.CLOSE, Op.DUE);
    }

    @Override
    public List<PolicyEvent> policies(List<PolicyEvent> decided) {
      for (PolicyEvent event : decided) {
        if (event instanceof PolicyEvent.Created created) {
          newest.put(created.policy().ref().id(), created.policy());
        }
      }
      return decided;
    }

    @Override
    RequestEvent.Posted otherwise(RequestEvent.Posted event) {
      RequestOptions options = event.spec().options();
      Policy now = newest.getOrDefault(options.policy().ref().id(), options.policy());
      var changed =
          new RequestOptions(
              options.kind(),
              options.channel(),
              options.substitutes(),
              options.stages(),
              options.customer(),
              now);
      return new RequestEvent.Posted(
          event.at(), event.spec().with(changed), event.mutation(), event.fingerprint());
    }
  }

  static final class OutsiderLetIn extends Seam {
    @Override
    public boolean reached(boolean reached) {
      return true;
    }
  }

  static final class RingUndone extends Seam {
    @Override
    public TransferRequest replayed(TransferRequest again, List<RequestEvent> journal) {
      return RequestFaults.without(journal, RequestEvent.RingOpened.class::isInstance);
    }
  }

  static final class WorstFirst extends Seam {
    @Override
    public List<Facts> facts(PostedRequest request, List<Facts> found) {
      if (found.size() < 2) {
        return found;
      }
      List<Scoring.Ranked> ranked = Scoring.rank(request.spec().options().policy(), found, 0);
      StoreId worst = ranked.get(ranked.size() - 1).store();
      return found.stream().filter(one -> one.store().equals(worst)).toList();
    }
  }

  static final class AskedAgain extends Seam {
    @Override
    public TransferRequest decides(Op op, TransferRequest now, List<RequestEvent> journal) {
      boolean nobodyIsAsked =
          now.posted().filter(one -> one.course().pendingAsk().isEmpty()).isPresent();
      return op == Op.ASK && nobodyIsAsked
          ? RequestFaults.without(journal, AskedAgain::isOfAnAsk)
          : now;
    }

    private static boolean isOfAnAsk(RequestEvent event) {
      return event instanceof RequestEvent.Asked
          || event instanceof RequestEvent.AskDeclined
          || event instanceof RequestEvent.AskRanOut;
    }
  }

  static final class WorstBidFirst extends Seam {
    @Override
    public List<RequestEvent> request(List<RequestEvent> decided, TransferRequest before) {
      UnaryOperator<RequestEvent> turned =
          event -> event instanceof RequestEvent.WindowClosed closed ? turned(closed) : event;
      return decided.stream().map(turned).toList();
    }

    private static RequestEvent turned(RequestEvent.WindowClosed event) {
      List<Scoring.Ranked> ranking = new ArrayList<>(event.ranking());
      Collections.reverse(ranking);
      return new RequestEvent.WindowClosed(event.at(), event.seed(), event.policy(), ranking);
    }
  }
}
