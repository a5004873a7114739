package io.shelfshare.domain.directory;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.StoreId;

/** A shop, whose stock belongs to one owner. */
public record Store(StoreId id, String displayName, OwnerId owner, Place place)
    implements Reference {
  @Override
  public StoreId key() {
    return id;
  }
}
