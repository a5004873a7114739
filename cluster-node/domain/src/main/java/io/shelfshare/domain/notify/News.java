package io.shelfshare.domain.notify;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something to be told to an endpoint.
 *
 * @param id the same however often this is found out or sent, so that nobody is told twice
 * @param at when it happened
 * @param notBefore when to tell it, where that is later
 * @param until from when on it is of no use any more
 * @param subject resource name of what it is about; empty where it is about nothing
 * @param details what the words need, by name
 */
public record News(
    String id,
    Topic topic,
    Instant at,
    Optional<Instant> notBefore,
    Optional<Instant> until,
    String subject,
    Map<String, String> details) {
  public News {
    details = Map.copyOf(details);
  }

  /** News that is told at once and never gets old. */
  public News(String id, Topic topic, Instant at, String subject, Map<String, String> details) {
    this(id, topic, at, Optional.empty(), Optional.empty(), subject, details);
  }
}
