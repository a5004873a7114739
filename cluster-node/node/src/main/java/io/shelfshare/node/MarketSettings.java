package io.shelfshare.node;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How long things may take on the market.
 *
 * @param awardWithin how long a store holds units for a grab that is being decided; longer than a
 *     failover
 * @param confirmWithin how long a supplier has to find the units that it grabbed
 * @param resendAfter how long an entity waits for another's answer before it asks again
 * @param answerWithin how long the edge waits for an entity
 */
public record MarketSettings(
    Duration awardWithin, Duration confirmWithin, Duration resendAfter, Duration answerWithin) {
  /** Reads {@code shelfshare.market}. */
  public static MarketSettings from(Config config) {
    Config market = config.getConfig("shelfshare.market");
    return new MarketSettings(
        market.getDuration("award-within"),
        market.getDuration("confirm-within"),
        market.getDuration("resend-after"),
        market.getDuration("answer-within"));
  }
}
