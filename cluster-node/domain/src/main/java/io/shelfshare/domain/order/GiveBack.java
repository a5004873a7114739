package io.shelfshare.domain.order;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import java.util.List;
import java.util.Optional;

/**
 * What a customer gives back.
 *
 * @param lines all that was accepted where it is empty
 * @param photos opaque references to pictures of it
 * @param nearer the nearer of the two stores to the customer; the asking store where nobody knows
 */
public record GiveBack(
    List<Units> lines,
    Optional<ReceiptReason> reason,
    List<String> photos,
    Optional<StoreId> nearer) {
  public GiveBack {
    lines = List.copyOf(lines);
    photos = List.copyOf(photos);
  }
}
