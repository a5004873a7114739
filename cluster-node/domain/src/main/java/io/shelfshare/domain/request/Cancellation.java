package io.shelfshare.domain.request;

import io.shelfshare.domain.Mutation;
import java.time.Instant;
import java.util.List;

/**
 * The asking store took its request back.
 *
 * @param version the request's, with the cancellation
 * @param lines how far it was then, so that the mutation's answer can be given again
 */
public record Cancellation(
    Instant at,
    long version,
    String reason,
    Mutation.Key mutation,
    String fingerprint,
    List<RequestLine> lines) {
  public Cancellation {
    lines = List.copyOf(lines);
  }
}
