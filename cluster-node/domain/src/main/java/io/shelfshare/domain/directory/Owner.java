package io.shelfshare.domain.directory;

import io.shelfshare.domain.OwnerId;
import java.util.Optional;

/** A legal entity that owns stock. Owners form a tree under the head office. */
public record Owner(OwnerId id, String displayName, Kind kind, Optional<OwnerId> parent)
    implements Reference {
  /** The kinds of owner. */
  public enum Kind {
    HEAD_OFFICE,
    DISTRIBUTOR,
    DEALER
  }

  @Override
  public OwnerId key() {
    return id;
  }
}
