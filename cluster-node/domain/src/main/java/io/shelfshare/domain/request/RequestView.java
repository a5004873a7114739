package io.shelfshare.domain.request;

import java.time.Instant;
import java.util.List;

/**
 * A request as everybody who may know all of it sees it.
 *
 * @param version how many events made it what it is
 */
public record RequestView(
    RequestSpec spec,
    Status status,
    Instant postedAt,
    Instant changedAt,
    long version,
    List<RequestLine> lines,
    List<Award> awards,
    Course course) {
  public RequestView {
    lines = List.copyOf(lines);
    awards = List.copyOf(awards);
  }

  /** The states of a request. */
  public enum Status {
    /** Nothing is awarded. */
    OPEN,
    /** Some units are awarded, some are open. */
    PARTLY_COVERED,
    /** Every unit is awarded. */
    COVERED,
    /** Every unit was received. */
    FULFILLED,
    /** Nothing more will come, and some units did not arrive in order. */
    CLOSED,
    /** Its time ran out; awarded units go on. */
    EXPIRED,
    /** The asking store took it back; units that were on their way go on. */
    CANCELLED
  }
}
