package io.shelfshare.domain.settlement;

import io.shelfshare.domain.Mutation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rule book changed. Its version is how many of these it has seen.
 *
 * @param at never before the event that precedes it
 * @param count how many prices the import had; those that were the same already are left out here
 * @param rules the new rules, where they changed
 */
public record RuleBookEvent(
    Instant at,
    Mutation.Key mutation,
    String fingerprint,
    int count,
    List<ListPrice> prices,
    Optional<TradeRules> rules) {
  public RuleBookEvent {
    prices = List.copyOf(prices);
  }
}
