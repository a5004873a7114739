package io.shelfshare.domain.settlement;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of the books, with both of its sides: what the payer loses the payee gets.
 *
 * @param number counts the postings of its part of the books, from 1
 * @param step of the order that caused it
 * @param cause the order's state that brought it about
 * @param reversal it takes back postings of its kind, so payer and payee have changed places
 * @param amount {@code units × unitAmount}, positive
 */
public record Posting(
    long number,
    Instant at,
    OrderId order,
    long step,
    String cause,
    Due.Kind kind,
    boolean reversal,
    Optional<SkuId> sku,
    long units,
    Money unitAmount,
    OwnerId payer,
    OwnerId payee) {
  public Posting {
    if (units <= 0 || unitAmount.minor() <= 0) {
      throw new IllegalArgumentException("a posting is about something, not " + units + " units");
    }
  }

  public Money amount() {
    return unitAmount.times(units);
  }

  /** What it adds to the balance of one of its owners; 0 where that owner is both. */
  public Money effectOn(OwnerId owner) {
    Money zero = Money.zero(unitAmount.currency());
    Money in = payee.equals(owner) ? amount() : zero;
    Money out = payer.equals(owner) ? amount() : zero;
    return in.minus(out);
  }
}
