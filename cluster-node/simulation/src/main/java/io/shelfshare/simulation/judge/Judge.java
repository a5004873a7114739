package io.shelfshare.simulation.judge;

import static io.shelfshare.simulation.judge.Violation.present;
import static io.shelfshare.simulation.judge.Violation.require;
import static io.shelfshare.simulation.judge.Violation.requireSame;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.request.RequestView;
import io.shelfshare.domain.routing.Facts;
import io.shelfshare.domain.routing.PolicyEvent;
import io.shelfshare.domain.routing.Spot;
import io.shelfshare.domain.settlement.BudgetEvent;
import io.shelfshare.domain.settlement.LedgerEvent;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.Turnover;
import io.shelfshare.domain.stock.Movement;
import io.shelfshare.domain.stock.StockEvent;
import io.shelfshare.domain.stock.StoreStock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges a chain by P1 to P4, P6, P9 and P10, and by who is asked, and when. It is told of every
 * event before its entity takes it in, of what the entity then shows, and of every answer; it
 * throws a {@link Violation} at the first promise that is broken.
 */
public final class Judge {
  private final Map<RequestId, RequestModel> requests = new LinkedHashMap<>();
  private final Map<StoreId, StockModel> stocks = new LinkedHashMap<>();
  private final Map<OrderId, OrderModel> orders = new LinkedHashMap<>();
  private final BooksModel books = new BooksModel(this::order);
  private final BudgetModel budget;
  private final AnswersModel answers = new AnswersModel();
  private final Whereabouts whereabouts = new Whereabouts();
  private final PoliciesModel policies = new PoliciesModel();

  /**
   * @param capMinor the most that the chain's one budget may spend
   */
  public Judge(long capMinor) {
    budget = new BudgetModel(capMinor);
  }

  private Optional<OrderModel> order(OrderId id) {
    return Optional.ofNullable(orders.get(id));
  }

  private Optional<RequestModel> request(RequestId id) {
    return Optional.ofNullable(requests.get(id));
  }

  private StockModel stock(StoreId store) {
    return stocks.computeIfAbsent(store, id -> new StockModel(id, this::order));
  }

  /** A store is somewhere; it never moves. */
  public void isAt(StoreId store, Spot spot) {
    whereabouts.put(store, spot);
  }

  /** The policies are about to take an event in. */
  public void happened(PolicyEvent event) {
    policies.take(event);
  }

  /** A request is about to hear what was found out about stores. */
  public void found(RequestId id, List<Facts> facts) {
    present(request(id), "routing", "found for no request", id).course.found(facts);
  }

  /** A store was refused, as the request has not reached it. */
  public void outside(RequestId id, StoreId store) {
    boolean reached = request(id).filter(one -> one.course.audience.reached(store)).isPresent();
    require(!reached, "routing", "refused whom a ring had reached", store);
  }

  /** A request is about to take an event in; {@code clock} is what a clock on the wall shows. */
  public void happened(RequestId id, RequestEvent event, Instant clock) {
    if (event instanceof RequestEvent.Posted posted) {
      policies.checkPinned(posted.spec().options().policy(), event);
      RequestModel fresh = new RequestModel(id, posted, whereabouts, this::order);
      boolean first = requests.put(id, fresh) == null;
      require(first, "P6", "posted twice", event);
      return;
    }
    present(request(id), "P6", "an event of no request", event).take(event, clock);
    if (event instanceof RequestEvent.Awarded awarded) {
      Award award = awarded.award();
      StockModel supplier = stock(award.store());
      HoldCount hold = supplier.holds.get(award.order());
      require(hold != null, "P1", "awarded units that nobody holds", event);
    }
  }

  /** What a request shows after an event. */
  public void shows(RequestId id, RequestView view, RequestEvent after) {
    present(request(id), "P6", "a view of no request", view).compare(view, after);
  }

  /** A person of a store is about to tell what happened on the premises. */
  public void tells(StoreId store, Mutation mutation, List<Movement> movements) {
    stock(store).tells(mutation, movements);
  }

  /** A store is about to take an event in. */
  public void happened(StoreId store, StockEvent event) {
    stock(store).take(event);
    if (event instanceof StockEvent.HoldDropped dropped) {
      boolean won =
          request(dropped.order().request())
              .filter(request -> request.goesOn(dropped.order()))
              .isPresent();
      require(!won, "P1", "dropped the hold of a winner", event);
    }
  }

  /** A store has not enough for an order, for good. */
  public void unavailable(StoreId store, OrderId order, List<Units> lines) {
    stock(store).refuse(order, lines);
  }

  /** What a store shows after an event. */
  public void shows(StoreId store, StoreStock stock, StockEvent after) {
    stock(store).compare(stock, after);
  }

  /** An order is about to take an event in. */
  public void happened(OrderId id, OrderEvent event) {
    if (event instanceof OrderEvent.Started started) {
      begin(id, started);
      return;
    }
    present(order(id), "P3", "an event of an order that never began", event).take(event);
  }

  private void begin(OrderId id, OrderEvent.Started started) {
    Optional<Award> won = request(id.request()).map(request -> request.awards.get(id));
    Award award = present(won, "P1", "an order without an award", started);
    boolean same =
        Units.bySku(award.lines()).equals(Units.bySku(started.terms().lines()))
            && award.store().equals(started.terms().supplier());
    require(same, "P1", "an order of other units than were awarded", started);
    boolean bound = stock(award.store()).isBound(id);
    require(bound || started.held().isEmpty(), "P2", "an order without its hold", started);
    boolean paid =
        started.pins().money().filter(money -> !money.subsidyMax().isZero()).isEmpty()
            || budget.isGranted(id);
    require(paid, "P9", "subsidies that no budget granted", started);
    boolean first = orders.put(id, new OrderModel(started)) == null;
    require(first, "P1", "an order began twice", started);
  }

  /** What an order shows after an event. */
  public void shows(OrderId id, OrderView view) {
    present(order(id), "P3", "a view of no order", view).compare(view);
  }

  /** The books of a pair are about to take an event in. */
  public void happened(OwnerPair pair, LedgerEvent event) {
    books.take(pair, event);
  }

  /** What the books of a pair show after an event. */
  public void shows(OwnerPair pair, List<Turnover> turnovers, long postings) {
    books.compare(pair, turnovers, postings);
  }

  /** The budget is about to take an event in. */
  public void happened(BudgetEvent event) {
    budget.take(event);
  }

  /** A client was answered as done; see {@link AnswersModel#done}. */
  public void done(String target, Mutation sent, Object answer, boolean news, Instant clock) {
    answers.done(target, sent, answer, news, clock);
  }

  /** A client was told that it won, for good. */
  public void won(RequestId request, Mutation sent, Award award, boolean news, Instant clock) {
    Optional<Award> made = request(request).map(one -> one.awards.get(award.order()));
    boolean durable = made.filter(award::equals).isPresent();
    require(durable, "P6", "answered with an award that was never made", award);
    answers.done("request " + request, sent, award, news, clock);
  }

  /** A client was refused. */
  public void refused(String target, Mutation sent, Refusal refusal, Instant clock) {
    answers.refused(target, sent, refusal, clock);
  }

  /** An entity that was made anew from its journal is what it was. */
  public void replayed(String entity, Object before, Object after) {
    require(before.equals(after), "P5", "another state after a replay of " + entity, after);
  }

  /** Nothing is under way any more: what all entities know of each other is the same. */
  public void settled() {
    new SettledChain(new ArrayList<>(stocks.values()), orders).check();
    for (OrderModel order : orders.values()) {
      books.checkSettled(order);
      budget.checkSettled(order);
    }
    for (RequestModel request : requests.values()) {
      requireSame(0, request.unstarted().size(), "P1", "awards without an order", request.id);
      request.checkBids();
      require(request.isOver() || request.isFull(), "P10", "it never expired", request.id);
    }
  }
}
