package io.shelfshare.domain.directory;

import io.shelfshare.domain.OwnerId;
import java.util.Optional;

/**
 * What one owner lets another know of its stock. Without a contract everybody may know how many
 * units there are, as a market needs; an owner always knows all of its own.
 *
 * @param owner whose stock it is
 * @param viewer who looks; empty for everybody without a contract of its own
 */
public record Contract(OwnerId owner, Optional<OwnerId> viewer, Visibility visibility)
    implements Reference {
  /** What may be known of a stock line. */
  public enum Visibility {
    /** How many units are available. */
    QUANTITY,
    /** Whether there are any. */
    YES_NO,
    /** Nothing; the store may still answer a request by itself. */
    HIDDEN
  }

  /** Between whom a contract is. */
  public record Parties(OwnerId owner, Optional<OwnerId> viewer) {}

  @Override
  public Parties key() {
    return new Parties(owner, viewer);
  }
}
