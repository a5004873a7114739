package io.shelfshare.domain.settlement;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sum for subsidies: set apart at an award, spent at acceptance, free again where units fall
 * short. What is spent and set apart is never more than the cap was when it was last set apart.
 * Mutable, confined to its entity; only {@link #apply} changes it.
 */
public final class SubsidyBudget {
  private static final Duration CLOSED_KEPT = Duration.ofHours(24);

  private final Map<OrderId, Share> shares = new HashMap<>();
  private final Map<OrderId, Instant> closed = new LinkedHashMap<>();
  private Optional<Money> cap = Optional.empty();
  private long rulesVersion;
  private Optional<Money> spentByClosed = Optional.empty();

  /** Sums of the shares, kept up with each change: a budget may have a hundred thousand of them. */
  private Optional<Money> spentByOpen = Optional.empty();

  private Optional<Money> awaited = Optional.empty();
  private Instant lastEventAt = Instant.EPOCH;

  /** What an order that is not over has of it. */
  public record Share(long step, Money settled, Money awaited) {}

  /**
   * How it stands.
   *
   * @param free never negative, even where the cap was lowered since
   * @param inCap reserved and settled are no more than the cap, or than it was at the last grant
   */
  public record Position(Money cap, Money reserved, Money settled, Money free, boolean inCap) {}

  /** All that it is, for a snapshot. */
  public record State(
      Map<OrderId, Share> shares,
      Map<OrderId, Instant> closed,
      Optional<Money> cap,
      long rulesVersion,
      Optional<Money> spentByClosed,
      Instant lastEventAt) {}

  /** The budget that a snapshot was taken of. */
  public static SubsidyBudget of(State state) {
    SubsidyBudget budget = new SubsidyBudget();
    state.shares().forEach((order, share) -> budget.replace(order, Optional.of(share)));
    budget.closed.putAll(state.closed());
    budget.cap = state.cap();
    budget.rulesVersion = state.rulesVersion();
    budget.spentByClosed = state.spentByClosed();
    budget.lastEventAt = state.lastEventAt();
    return budget;
  }

  /** All that it is. */
  public State state() {
    return new State(
        Map.copyOf(shares),
        new LinkedHashMap<>(closed),
        cap,
        rulesVersion,
        spentByClosed,
        lastEventAt);
  }

  /**
   * Sets money apart for an order, all of it or nothing; the same again changes nothing.
   *
   * @param newest the cap, as the rules of {@code version} have it
   * @return whether the order has it
   */
  public Decision<BudgetEvent, Boolean> reserve(
      OrderId order, Money amount, Money newest, long version, Instant now) {
    Share known = shares.get(order);
    if (known != null) {
      return Decision.unchanged(
          sameCurrency(known.awaited(), amount) && amount.minor() <= known.awaited().minor());
    } else if (closed.containsKey(order)) {
      return Decision.unchanged(false);
    }
    boolean newer = version >= rulesVersion;
    Money capNow = newer ? newest : cap.orElse(newest);
    boolean fits =
        sameCurrency(capNow, amount)
            && amount.minor() <= capNow.minus(total(capNow.currency())).minor();
    return fits
        ? Decision.done(
            List.of(
                new BudgetEvent.Reserved(
                    time(now), order, amount, capNow, Math.max(version, rulesVersion))),
            true)
        : Decision.unchanged(false);
  }

  /** A budget pays in one currency; in another nothing is left of it. */
  private boolean sameCurrency(Money capNow, Money amount) {
    return capNow.currency().equals(amount.currency())
        && cap.map(Money::currency).map(capNow.currency()::equals).orElse(true);
  }

  /**
   * Takes an order's step: what it spent stays spent, what it does not await any more is free. An
   * order that has nothing of it closes as well, so that a late copy of its question gets nothing.
   *
   * @return the step
   */
  public Decision<BudgetEvent, Long> settle(BudgetStep step, Instant now) {
    Share share = shares.get(step.order());
    if (share == null && step.closes() && !closed.containsKey(step.order())) {
      Money zero = Money.zero(step.settled().currency());
      return Decision.done(
          List.of(new BudgetEvent.Settled(time(now), step.order(), step.step(), zero, zero, true)),
          step.step());
    }
    boolean news =
        share != null
            && step.step() > share.step()
            && (step.closes()
                || !step.settled().equals(share.settled())
                || !step.awaited().equals(share.awaited()));
    if (!news) {
      return Decision.unchanged(step.step());
    }
    return Decision.done(
        List.of(
            new BudgetEvent.Settled(
                time(now),
                step.order(),
                step.step(),
                step.settled(),
                step.awaited(),
                step.closes())),
        step.step());
  }

  /** Takes an event in. */
  public void apply(BudgetEvent event) {
    lastEventAt = event.at();
    if (event instanceof BudgetEvent.Reserved e) {
      cap = Optional.of(e.cap());
      rulesVersion = e.rulesVersion();
      Money nothing = Money.zero(e.amount().currency());
      replace(e.order(), Optional.of(new Share(0, nothing, e.amount())));
    } else if (event instanceof BudgetEvent.Settled e) {
      if (e.closes()) {
        replace(e.order(), Optional.empty());
        closed.put(e.order(), e.at());
        spentByClosed = plus(spentByClosed, e.settled());
      } else {
        replace(e.order(), Optional.of(new Share(e.step(), e.settled(), e.awaited())));
      }
    }
    forgetClosedBefore(event.at().minus(CLOSED_KEPT));
  }

  private void replace(OrderId order, Optional<Share> share) {
    Optional<Share> before = Optional.ofNullable(shares.remove(order));
    share.ifPresent(now -> shares.put(order, now));
    if (before.isPresent()) {
      spentByOpen = spentByOpen.map(sum -> sum.minus(before.get().settled()));
      awaited = awaited.map(sum -> sum.minus(before.get().awaited()));
    }
    if (share.isPresent()) {
      spentByOpen = plus(spentByOpen, share.get().settled());
      awaited = plus(awaited, share.get().awaited());
    }
  }

  private static Optional<Money> plus(Optional<Money> sum, Money more) {
    return Optional.of(sum.map(more::plus).orElse(more));
  }

  /** They were added in the order of time, so the oldest come first. */
  private void forgetClosedBefore(Instant oldest) {
    Iterator<Instant> all = closed.values().iterator();
    while (all.hasNext() && all.next().isBefore(oldest)) {
      all.remove();
    }
  }

  /**
   * How it stands under a cap.
   *
   * @param capNow what the rules allow now
   */
  public Position position(Money capNow) {
    Money zero = Money.zero(capNow.currency());
    if (!sameCurrency(capNow, zero)) {
      return new Position(capNow, zero, zero, zero, true);
    }
    Money settled = spentByClosed.orElse(zero).plus(spentByOpen.orElse(zero));
    Money reserved = awaited.orElse(zero);
    Money free = capNow.minus(settled).minus(reserved);
    Money atGrant = cap.orElse(capNow).minus(settled).minus(reserved);
    boolean inCap = free.minor() >= 0 || atGrant.minor() >= 0;
    return new Position(capNow, reserved, settled, free.minor() < 0 ? zero : free, inCap);
  }

  private Money total(String currency) {
    Money zero = Money.zero(currency);
    return spentByClosed.orElse(zero).plus(spentByOpen.orElse(zero)).plus(awaited.orElse(zero));
  }

  private Instant time(Instant now) {
    return now.isAfter(lastEventAt) ? now : lastEventAt;
  }
}
