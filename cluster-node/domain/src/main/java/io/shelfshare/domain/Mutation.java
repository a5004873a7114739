package io.shelfshare.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Who changes something, under which client-made id, with what body, and until when (promise P6).
 *
 * @param actor who calls; an id of one actor never meets the same id of another
 * @param id the client's {@code request_id}, a UUIDv7
 * @param fingerprint a hash of the body: same id and same fingerprint is the same mutation
 * @param notAfter the mutation has no effect after this time
 */
public record Mutation(String actor, UUID id, String fingerprint, Instant notAfter) {
  /** What a memory of mutations is keyed by. */
  public Key key() {
    return new Key(actor, id);
  }

  /** An actor's mutation. */
  public record Key(String actor, UUID id) {}
}
