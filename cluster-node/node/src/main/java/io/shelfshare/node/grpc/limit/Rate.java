package io.shelfshare.node.grpc.limit;

import com.typesafe.config.Config;

/**
 * A token bucket.
 *
 * @param perSecond calls a second in the long run
 * @param burst the most calls at once
 */
public record Rate(long perSecond, long burst) {
  /** Reads {@code per-second} and {@code burst}. */
  public static Rate from(Config config) {
    return new Rate(config.getLong("per-second"), config.getLong("burst"));
  }
}
