package io.shelfshare.simulation.fault;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Verdict;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.request.OrderReport;
import io.shelfshare.domain.request.PostedRequest;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.request.TransferRequest;
import io.shelfshare.domain.routing.Facts;
import io.shelfshare.domain.routing.PolicyEvent;
import io.shelfshare.domain.settlement.BudgetEvent;
import io.shelfshare.domain.settlement.LedgerEvent;
import io.shelfshare.domain.stock.StockEvent;
import io.shelfshare.domain.stock.StoreStock;
import java.time.Instant;
import java.util.List;

/**
 * Where a fault can be planted between an entity and what the domain decides for it. As it is, it
 * changes nothing. One seam serves one run, so that a fault may remember.
 */
public class Seam {
  /** What the clock of an entity shows. */
  public Instant clock(Op op, Instant now) {
    return now;
  }

  /** A client's mutation as its target reads it. */
  public Mutation mutation(Op op, Mutation sent) {
    return sent;
  }

  /** The request that decides. */
  public TransferRequest decides(Op op, TransferRequest now, List<RequestEvent> journal) {
    return now;
  }

  /** The stock that decides. */
  public StoreStock decides(Op op, StoreStock now, List<StockEvent> journal) {
    return now;
  }

  /** What a store is told about an order. */
  public Verdict verdict(Verdict said) {
    return said;
  }

  /** Whether a request has reached a store, as the edge sees it. */
  public boolean reached(boolean reached) {
    return reached;
  }

  /** What a request hears about stores that it looked up. */
  public List<Facts> facts(PostedRequest request, List<Facts> found) {
    return found;
  }

  /** What the policies persist. */
  public List<PolicyEvent> policies(List<PolicyEvent> decided) {
    return decided;
  }

  /** What a request is told by an order. */
  public OrderReport told(OrderReport report) {
    return report;
  }

  /** What a request persists. */
  public List<RequestEvent> request(List<RequestEvent> decided, TransferRequest before) {
    return decided;
  }

  /** What a store persists. */
  public List<StockEvent> stock(List<StockEvent> decided, StoreStock before) {
    return decided;
  }

  /** What an order persists. */
  public List<OrderEvent> order(List<OrderEvent> decided) {
    return decided;
  }

  /** What the books of a pair persist. */
  public List<LedgerEvent> books(List<LedgerEvent> decided) {
    return decided;
  }

  /** What the budget persists. */
  public List<BudgetEvent> budget(List<BudgetEvent> decided) {
    return decided;
  }

  /** Whether what an order tells gets to whom it is told; acknowledged it is in any case. */
  public boolean reaches(Receiver receiver) {
    return true;
  }

  /** A request that was made anew from its journal. */
  public TransferRequest replayed(TransferRequest again, List<RequestEvent> journal) {
    return again;
  }

  /** A store that was made anew from its journal. */
  public StoreStock replayed(StoreStock again) {
    return again;
  }
}
