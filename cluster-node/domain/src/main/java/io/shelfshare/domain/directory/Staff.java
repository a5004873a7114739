package io.shelfshare.domain.directory;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.StoreId;
import java.util.Optional;

/**
 * A person, and for whom it acts: a clerk or manager for a store, an owner's staff for an owner,
 * others for the chain.
 *
 * @param id the subject of the person's tokens
 * @param removed true once nobody may act under this name any more
 */
public record Staff(
    String id,
    String displayName,
    Role role,
    Optional<StoreId> store,
    Optional<OwnerId> owner,
    boolean removed)
    implements Reference {
  /** What a person is in the chain. */
  public enum Role {
    CLERK,
    MANAGER,
    OWNER,
    HEADQUARTERS,
    INTEGRATOR,
    OPERATOR
  }

  /** Under which name a person acts. */
  public record Key(String id) {}

  @Override
  public Key key() {
    return new Key(id);
  }
}
