package io.shelfshare.domain.order;

import io.shelfshare.domain.Mutation;
import java.time.Instant;
import java.util.List;

/**
 * Something that a party of an order said; it stays as it is, as evidence.
 *
 * @param number 1 for the first of an order
 * @param from on whose behalf it was said
 * @param mutation who said it, and under which id
 * @param photos opaque references to pictures
 */
public record OrderMessage(
    int number,
    Instant at,
    Side from,
    Mutation.Key mutation,
    String fingerprint,
    String text,
    List<String> photos) {
  /** An order keeps so many; a further one is refused. */
  static final int AT_MOST = 500;

  public OrderMessage {
    photos = List.copyOf(photos);
  }

  /** The parties that can see an order. */
  public enum Side {
    SUPPLIER,
    REQUESTER,
    HEADQUARTERS
  }
}
