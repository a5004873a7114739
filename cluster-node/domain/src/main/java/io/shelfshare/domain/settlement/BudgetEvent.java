package io.shelfshare.domain.settlement;

import io.shelfshare.domain.OrderId;
import java.time.Instant;

/** What happened to a subsidy budget. */
public sealed interface BudgetEvent {
  /** When; never before the event that precedes it. */
  Instant at();

  /**
   * Money was set apart for an order.
   *
   * @param cap what the rules allowed then
   * @param rulesVersion of the rules with that cap
   */
  record Reserved(Instant at, OrderId order, Money amount, Money cap, long rulesVersion)
      implements BudgetEvent {}

  /** An order spent some of it, or needs less; what it does not need is free again. */
  record Settled(Instant at, OrderId order, long step, Money settled, Money awaited, boolean closes)
      implements BudgetEvent {}
}
