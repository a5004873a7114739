package io.shelfshare.domain.order;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.settlement.SettlementTerms;
import java.time.Duration;
import java.util.Optional;

/**
 * What an order fixes when it starts, whatever the directory and the settings say later.
 *
 * @param supplierOwner owner of the supplying store's stock
 * @param requesterOwner owner of the asking store's stock
 * @param periods how long each part of its life may last
 * @param money what its units are worth; empty where headquarters had set no trade rules
 */
public record OrderPins(
    OwnerId supplierOwner,
    OwnerId requesterOwner,
    Periods periods,
    Optional<SettlementTerms> money) {
  /**
   * How long each part of an order's life may last.
   *
   * @param ship from confirmed to shipped; afterwards the order is released
   * @param arrive from shipped to received, where the supplier names no time; afterwards what is
   *     missing is suspected lost
   * @param giveBack from refused to back; afterwards what is missing is suspected lost
   * @param claim from settled to closed, where lost units may be found or a customer may return
   */
  public record Periods(Duration ship, Duration arrive, Duration giveBack, Duration claim) {}
}
