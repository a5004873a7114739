package io.shelfshare.client;

import io.shelfshare.market.v1.TransferRequest;
import java.time.Duration;
import java.time.Instant;

/**
 * Is told what a watch sees, one call at a time. Of each request only rising versions are told. A
 * listener that blocks slows its own watch down; the cluster drops it in the end, and the watch
 * comes back by itself.
 */
public interface MarketListener {
  /** A request that matches is new or has changed. */
  void changed(TransferRequest request);

  /** A request does not match any longer; this is the last state that the watch knows of. */
  void left(TransferRequest request);

  /** All that matched at this time of the cluster has been told. Told again after each resume. */
  default void synced(Instant asOf) {}

  /** The watch broke and will be resumed after this pause; what was told stays as it is. */
  default void interrupted(ShelfshareException cause, Duration resumesIn) {}

  /** The watch was refused for good, for example as the token does not allow it. */
  default void refused(ShelfshareException cause) {}
}
