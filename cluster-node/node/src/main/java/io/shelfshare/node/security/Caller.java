package io.shelfshare.node.security;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.StoreId;
import java.time.Instant;
import java.util.Optional;

/**
 * Who a token speaks for. Nothing else in a call says who calls.
 *
 * @param subject the person or program, at most 200 characters
 * @param store the store of a clerk or a manager
 * @param owner the owner of an {@code OWNER}
 * @param expiresAt when the token ends, and with it any stream that it opened
 */
public record Caller(
    String subject,
    Optional<StoreId> store,
    Optional<OwnerId> owner,
    Role role,
    Instant expiresAt) {
  public Caller {
    if (subject.isEmpty() || subject.length() > 200) {
      throw new IllegalArgumentException("subject must have 1 to 200 characters");
    }
    boolean ofStore = role == Role.CLERK || role == Role.MANAGER;
    if (ofStore && store.isEmpty()) {
      throw new IllegalArgumentException(role + " must name its store");
    }
    if (role == Role.OWNER && owner.isEmpty()) {
      throw new IllegalArgumentException(role + " must name its owner");
    }
  }

  /** Whom a memory of mutations is kept for: one person at one store (or owner). */
  public String actor() {
    String place = store.map(StoreId::value).or(() -> owner.map(OwnerId::value)).orElse("-");
    return subject + "@" + place;
  }

  /** Whether this caller acts for the chain as a whole. */
  public boolean ofChain() {
    return role == Role.HEADQUARTERS || role == Role.INTEGRATOR;
  }
}
