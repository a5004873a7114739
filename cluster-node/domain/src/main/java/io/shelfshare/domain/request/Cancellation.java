package io.shelfshare.domain.request;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.Units;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The asking store took its request back.
 *
 * @param version the request's, with the cancellation
 * @param lines how far it was then, so that the mutation's answer can be given again
 * @param merge which request is to ask for what was open, where one is
 */
public record Cancellation(
    Instant at,
    long version,
    String reason,
    Mutation.Key mutation,
    String fingerprint,
    List<RequestLine> lines,
    Optional<Merge> merge) {
  public Cancellation {
    lines = List.copyOf(lines);
  }

  /**
   * What goes over to another request of the same store.
   *
   * @param lines units that were open
   */
  public record Merge(RequestId target, List<Units> lines) {
    public Merge {
      lines = List.copyOf(lines);
    }
  }
}
