package io.shelfshare.domain.settlement;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import java.util.Optional;

/**
 * What one owner has come to owe another for units of an order, in totals that only rise.
 *
 * @param sku empty where it is about the order as a whole
 * @param unitAmount positive; the same for the order's life
 * @param units charged so far
 * @param reversed given back so far; never more than {@code units}
 */
public record Due(Key key, Money unitAmount, long units, long reversed) {
  public Due {
    if (units < 0 || reversed < 0 || reversed > units || unitAmount.minor() < 0) {
      throw new IllegalArgumentException(key + ": " + reversed + " of " + units + " reversed");
    }
  }

  /** Of which there is one an order. */
  public record Key(Kind kind, Optional<SkuId> sku, OwnerId payer, OwnerId payee) {
    public OwnerPair pair() {
      return OwnerPair.of(payer, payee);
    }
  }

  /** What is paid for. */
  public enum Kind {
    /** Accepted units, at the transfer price. */
    PRICE,
    /** Shipped units' way. */
    FREIGHT,
    /** The chain to the supplier, on accepted units. */
    SUBSIDY_TO_SUPPLIER,
    /** The chain to the requester, on accepted units. */
    SUBSIDY_TO_REQUESTER,
    /** The chain to the supplier for its clerks, on accepted units. */
    INCENTIVE,
    /** Lost units, at the transfer price, from who is liable. */
    LOSS
  }
}
