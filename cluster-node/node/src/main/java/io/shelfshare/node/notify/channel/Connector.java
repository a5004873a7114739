package io.shelfshare.node.notify.channel;

import io.shelfshare.domain.notify.Outcome;
import java.time.Instant;

/** How a message becomes a call on one channel, and what the answer means. */
interface Connector {
  /**
   * @throws IllegalArgumentException where the endpoint's address or key cannot be used
   */
  Post post(Message message);

  Outcome outcome(Reply reply, Instant now);
}
