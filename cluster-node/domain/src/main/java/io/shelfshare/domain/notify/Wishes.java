package io.shelfshare.domain.notify;

import java.util.Optional;
import java.util.Set;

/**
 * Which messages an endpoint gets, and how.
 *
 * @param topics what it wants to hear of
 * @param chinese in Chinese, else in English
 * @param quiet when messages wait
 * @param hourlyMax the most messages in an hour, 0 for no limit; what is above it waits and is told
 *     as one
 */
public record Wishes(
    Set<Topic> topics, boolean chinese, Optional<QuietHours> quiet, int hourlyMax) {
  public Wishes {
    topics = Set.copyOf(topics);
  }

  /** Whether news of a topic is for it. */
  public boolean wants(Topic topic) {
    return !topic.isChosen() || topics.contains(topic);
  }
}
