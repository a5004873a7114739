package io.shelfshare.domain.settlement;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.MutationMemory;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Remembered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * List prices and trade rules, and the changes that made them. Mutable, confined to its entity;
 * only {@link #apply} changes it.
 */
public final class RuleBook {
  private final Map<ListPrice.Key, ListPrice> prices = new HashMap<>();
  private final List<RuleBookEvent> changes = new ArrayList<>();
  private final MutationMemory<Changed> mutations = new MutationMemory<>();
  private Optional<TradeRules> rules = Optional.empty();
  private Instant lastEventAt = Instant.EPOCH;

  /**
   * The answer to whoever changes it.
   *
   * @param version of the book with the change
   * @param count how many prices the import had
   */
  public record Changed(long version, int count) {}

  /** Adds or replaces prices, all of them. */
  public Decision<RuleBookEvent, Changed> importPrices(
      Mutation mutation, List<ListPrice> imported, Instant now) {
    Instant at = now.isBefore(lastEventAt) ? lastEventAt : now;
    List<ListPrice> news =
        imported.stream().filter(price -> !price.equals(prices.get(price.key()))).toList();
    return mutations
        .<RuleBookEvent>recall(mutation, now)
        .orElseGet(
            () ->
                news.isEmpty()
                    ? Decision.unchanged(new Changed(version(), imported.size()))
                    : done(event(at, mutation, imported.size(), news, Optional.empty())));
  }

  /**
   * Replaces the rules.
   *
   * @param expectedVersion refused where the book has another one; any where it is 0
   */
  public Decision<RuleBookEvent, Changed> setRules(
      Mutation mutation, TradeRules next, long expectedVersion, Instant now) {
    Instant at = now.isBefore(lastEventAt) ? lastEventAt : now;
    Optional<Decision<RuleBookEvent, Changed>> known = mutations.recall(mutation, now);
    if (known.isPresent()) {
      return known.get();
    }
    if (expectedVersion != 0 && expectedVersion != version()) {
      return Decision.refused(
          Refusal.of(Refusal.Reason.RULES_CHANGED, "version", Long.toString(version())));
    }
    return rules.filter(next::equals).isPresent()
        ? Decision.unchanged(new Changed(version(), 0))
        : done(event(at, mutation, 0, List.of(), Optional.of(next)));
  }

  private static RuleBookEvent event(
      Instant at,
      Mutation mutation,
      int count,
      List<ListPrice> prices,
      Optional<TradeRules> rules) {
    return new RuleBookEvent(at, mutation.key(), mutation.fingerprint(), count, prices, rules);
  }

  private Decision<RuleBookEvent, Changed> done(RuleBookEvent event) {
    return Decision.done(List.of(event), new Changed(version() + 1, event.count()));
  }

  /** Takes a change in. */
  public void apply(RuleBookEvent event) {
    event.prices().forEach(price -> prices.put(price.key(), price));
    event.rules().ifPresent(next -> rules = Optional.of(next));
    changes.add(event);
    lastEventAt = event.at();
    mutations.remember(
        new Remembered<>(
            event.mutation(),
            event.fingerprint(),
            event.at(),
            new Changed(version(), event.count())));
  }

  /** How many changes made it. */
  public long version() {
    return changes.size();
  }

  /** Every change, in order; a view that grows. */
  public List<RuleBookEvent> changes() {
    return Collections.unmodifiableList(changes);
  }
}
