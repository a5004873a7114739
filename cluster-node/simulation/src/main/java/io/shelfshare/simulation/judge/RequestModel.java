package io.shelfshare.simulation.judge;

import static io.shelfshare.simulation.judge.Violation.present;
import static io.shelfshare.simulation.judge.Violation.require;
import static io.shelfshare.simulation.judge.Violation.requireSame;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.request.Bid;
import io.shelfshare.domain.request.OrderReport;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.request.RequestLine;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.request.RequestView;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One request as its events tell it (P1, P10). Mutable. */
final class RequestModel {
  final RequestId id;
  final StoreId poster;
  final boolean offers;
  final int splitLimit;
  final CourseModel course;
  final Map<OrderId, Award> awards = new LinkedHashMap<>();
  final Map<OrderId, OrderReport> reports = new HashMap<>();
  private final Map<SkuId, SkuId> lineOf = new HashMap<>();
  private final Map<SkuId, Long> asked = new LinkedHashMap<>();
  private final Set<StoreId> excluded = new HashSet<>();
  private final boolean allOrNothing;
  private final Function<OrderId, Optional<OrderModel>> orders;
  private Instant expireAt;
  private Instant last;
  private Instant latest;
  private Optional<String> over = Optional.empty();
  private List<Bid> bids = List.of();

  RequestModel(
      RequestId id,
      RequestEvent.Posted event,
      Whereabouts whereabouts,
      Function<OrderId, Optional<OrderModel>> orders) {
    this.id = id;
    this.course = new CourseModel(event, whereabouts, excluded);
    this.orders = orders;
    RequestSpec spec = event.spec();
    poster = spec.store();
    offers = spec.isSupply();
    splitLimit = spec.splitLimit();
    allOrNothing = spec.allOrNothing();
    expireAt = spec.expireAt();
    last = event.at();
    latest = event.at();
    spec.lines().forEach(line -> asked.put(line.sku(), line.quantity()));
    spec.options()
        .substitutes()
        .forEach((sku, others) -> others.forEach(other -> lineOf.put(other, sku)));
  }

  private SkuId lineOf(SkuId sku) {
    return lineOf.getOrDefault(sku, sku);
  }

  /** Takes an event in, before the request itself does. */
  void take(RequestEvent event, Instant clock) {
    latest = clock.isAfter(latest) ? clock : latest;
    course.take(event, () -> asked.keySet().stream().mapToLong(this::open).sum());
    if (event instanceof RequestEvent.Awarded e) {
      award(e, clock);
    } else if (event instanceof RequestEvent.OrderReported e) {
      report(e.report());
    } else if (event instanceof RequestEvent.Expired) {
      require(!event.at().isBefore(expireAt), "P10", "expired before its time", event);
      over = over.or(() -> Optional.of("expired"));
    } else if (event instanceof RequestEvent.Cancelled) {
      over = over.or(() -> Optional.of("cancelled"));
    } else if (event instanceof RequestEvent.Edited e) {
      e.edit().quantities().forEach(units -> asked.put(units.sku(), units.quantity()));
      expireAt = e.edit().expireAt().orElse(expireAt);
    } else if (CourseModel.isStep(event)) {
      require(over.isEmpty(), "P10", "went on after it was " + over.orElse(""), event);
    }
    asked.forEach((line, most) -> check(line, most, event));
    require(!event.at().isBefore(last), "P10", "a request's time went back", event);
    require(!event.at().isAfter(latest), "P10", "a request's time is ahead of all clocks", event);
    last = event.at();
  }

  private void award(RequestEvent.Awarded event, Instant clock) {
    Award award = event.award();
    require(over.isEmpty(), "P10", "awarded after it was " + over.orElse(""), event);
    boolean inTime = event.at().isBefore(expireAt) && clock.isBefore(expireAt);
    require(inTime, "P10", "awarded after its time", event);
    require(!excluded.contains(award.taker()), "P1", "awarded to who gave up", event);
    require(!award.taker().equals(poster), "P1", "awarded to who posted", event);
    for (SkuId line : asked.keySet()) {
      boolean whole = !allOrNothing || awarded(award, line) == open(line);
      require(whole, "P1", "awarded a part of all or nothing", event);
    }
    boolean first = awards.put(award.order(), award) == null;
    require(first, "P1", "an order awarded twice", event);
    if (splitLimit > 0) {
      long takers =
          awards.values().stream()
              .filter(one -> Units.total(one.lines()) > reopened(one, Optional.empty()))
              .map(Award::taker)
              .distinct()
              .count();
      require(takers <= splitLimit, "P1", "awarded to more than " + splitLimit, event);
    }
  }

  private void report(OrderReport report) {
    OrderReport before = reports.get(report.order());
    require(awards.containsKey(report.order()), "P1", "a report of no order", report);
    require(before == null || report.version() > before.version(), "P1", "an old report", report);
    OrderModel order =
        present(orders.apply(report.order()), "P1", "a report of an unbegun order", report);
    for (OrderReport.Line line : report.lines()) {
      OrderCount truth = order.of(line.sku());
      require(line.reopened() <= truth.reopened(), "P1", "more is open than came back", report);
      require(line.accepted() <= truth.everAccepted(), "P1", "more accepted than came", report);
    }
    reports.put(report.order(), report);
    if (report.excludesSupplier()) {
      Optional.ofNullable(awards.get(report.order()))
          .ifPresent(award -> excluded.add(award.store()));
    }
  }

  /** Units of an award that its order gave back, as the request knows. */
  private long reopened(Award award, Optional<SkuId> line) {
    OrderReport report = reports.get(award.order());
    return report == null
        ? 0
        : report.lines().stream()
            .filter(one -> line.filter(l -> !l.equals(lineOf(one.sku()))).isEmpty())
            .mapToLong(OrderReport.Line::reopened)
            .sum();
  }

  private long awarded(Award award, SkuId line) {
    return award.lines().stream()
        .filter(units -> lineOf(units.sku()).equals(line))
        .mapToLong(Units::quantity)
        .sum();
  }

  private long covered(SkuId line) {
    return awards.values().stream()
        .mapToLong(award -> awarded(award, line) - reopened(award, Optional.of(line)))
        .sum();
  }

  private long awarded(SkuId line) {
    return awards.values().stream().mapToLong(award -> awarded(award, line)).sum();
  }

  /** What of a line is awarded to nobody; what an offer gave away once does not come again. */
  private long open(SkuId line) {
    return asked.getOrDefault(line, 0L) - (offers ? awarded(line) : covered(line));
  }

  /** Never more than it asks for; what an offer gave away once does not come again. */
  private void check(SkuId line, long most, Object about) {
    long given = offers ? awarded(line) : covered(line);
    require(given <= most, "P1", "awarded " + given + " of " + most + " " + line, about);
  }

  /** Compares it with what everybody sees. */
  void compare(RequestView view, RequestEvent event) {
    bids = view.course().bids();
    course.compare(view, event);
    for (RequestLine line : view.lines()) {
      SkuId sku = line.sku();
      long covered = covered(sku);
      long most = asked.getOrDefault(sku, 0L);
      requireSame(most, line.asked(), "P1", "units asked for", event);
      requireSame(covered, line.covered(), "P1", "units covered", event);
      requireSame(over.isPresent() ? 0 : open(sku), line.open(), "P1", "units open", event);
      long received =
          reports.values().stream()
              .flatMap(report -> report.lines().stream())
              .filter(one -> lineOf(one.sku()).equals(sku))
              .mapToLong(OrderReport.Line::accepted)
              .sum();
      requireSame(received, line.received(), "P1", "units received", event);
    }
    requireSame(awards.size(), view.awards().size(), "P1", "awards", event);
    boolean ended =
        view.status() == RequestView.Status.EXPIRED
            || view.status() == RequestView.Status.CANCELLED;
    require(over.isEmpty() || ended, "P10", "shows no end", view.status());
  }

  /** Whether an order won and has not told its end. */
  boolean goesOn(OrderId order) {
    OrderReport report = reports.get(order);
    return awards.containsKey(order) && (report == null || !report.ended());
  }

  /** Every bid of a request that is over has its result, and every one that won its award. */
  void checkBids() {
    for (Bid bid : bids) {
      require(bid.state() != Bid.State.SUBMITTED, "P1", "a bid without a result", bid);
      boolean won =
          awards.values().stream().anyMatch(award -> award.mutation().equals(bid.mutation()));
      boolean says = bid.state() == Bid.State.AWARDED;
      require(won == says, "P1", "a bid that won without an award, or the other way", bid);
      boolean reason = bid.result().flatMap(Bid.Result::lostBecause).isPresent();
      require(reason == (bid.state() == Bid.State.LOST), "P1", "a bid lost for no reason", bid);
    }
  }

  /** Awards whose order never began. */
  List<Award> unstarted() {
    return awards.values().stream().filter(award -> orders.apply(award.order()).isEmpty()).toList();
  }

  boolean isOver() {
    return over.isPresent();
  }

  /** Nothing is open, so that it does not expire. */
  boolean isFull() {
    return asked.entrySet().stream()
        .allMatch(
            line -> (offers ? awarded(line.getKey()) : covered(line.getKey())) == line.getValue());
  }
}
