package io.shelfshare.domain.request;

import io.shelfshare.domain.Units;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the poster changes of an open request; what is empty stays.
 *
 * @param expireAt later than before
 * @param quantities of lines that get smaller, down to what is awarded
 */
public record RequestEdit(
    Optional<Instant> neededBy,
    Optional<String> note,
    Optional<Instant> expireAt,
    List<Units> quantities) {
  public RequestEdit {
    quantities = List.copyOf(quantities);
  }
}
