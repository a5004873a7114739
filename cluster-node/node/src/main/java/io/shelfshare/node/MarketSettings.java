package io.shelfshare.node;

import com.typesafe.config.Config;
import io.shelfshare.domain.order.OrderPins;
import java.time.Duration;

/**
 * How long things may take on the market, and how its books are split.
 *
 * @param awardWithin how long a store holds units for a grab that is being decided; longer than a
 *     failover
 * @param confirmWithin how long a supplier has to find the units that it grabbed
 * @param orderPeriods how long each part of an order's life may last; fixed when it starts
 * @param resendAfter how long an entity waits for another's answer before it asks again
 * @param resendWhileMending the same while the cluster loses a node
 * @param answerWithin how long the edge waits for an entity
 * @param subLedgers how many parts the books between two owners have
 */
public record MarketSettings(
    Duration awardWithin,
    Duration confirmWithin,
    OrderPins.Periods orderPeriods,
    Duration resendAfter,
    Duration resendWhileMending,
    Duration answerWithin,
    int subLedgers) {
  /** Reads {@code shelfshare.market}. */
  public static MarketSettings from(Config config) {
    Config market = config.getConfig("shelfshare.market");
    return new MarketSettings(
        market.getDuration("award-within"),
        market.getDuration("confirm-within"),
        new OrderPins.Periods(
            market.getDuration("ship-within"),
            market.getDuration("arrive-within"),
            market.getDuration("give-back-within"),
            market.getDuration("claim-within")),
        market.getDuration("resend-after"),
        market.getDuration("resend-while-mending"),
        market.getDuration("answer-within"),
        market.getInt("sub-ledgers"));
  }
}
