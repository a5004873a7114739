package io.shelfshare.domain.notify;

import io.shelfshare.domain.Mutation;
import java.time.Instant;
import java.util.Optional;

/**
 * What happened to an endpoint.
 *
 * @param at never before the event that precedes it
 * @param mutation who changed it; empty where its receiver did
 * @param fingerprint of the mutation's body
 * @param endpoint as it is then; of a deleted one as it was, without its secrets
 */
public record EndpointEvent(
    Instant at, Optional<Mutation.Key> mutation, String fingerprint, Kind kind, Endpoint endpoint) {
  /** The kinds. */
  public enum Kind {
    CREATED,
    UPDATED,
    DELETED,
    /** Its receiver wants no more. */
    DISABLED
  }
}
