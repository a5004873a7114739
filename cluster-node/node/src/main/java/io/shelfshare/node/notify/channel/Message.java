package io.shelfshare.node.notify.channel;

import io.shelfshare.domain.notify.Channel;
import io.shelfshare.domain.notify.News;
import java.time.Instant;

/**
 * A message that is to be sent now.
 *
 * @param endpoint resource name of the endpoint that it is for
 * @param address where to, with whatever secrets are in it
 * @param key what signs it, or nothing
 * @param text what people read
 * @param link where they go from there, or nothing
 * @param at the time of this attempt
 */
public record Message(
    Channel channel,
    String endpoint,
    String address,
    String key,
    News news,
    Text text,
    String link,
    Instant at) {
  /** Words for people. */
  public record Text(String title, String body) {}

  @Override
  public String toString() {
    return "Message " + news.id();
  }
}
