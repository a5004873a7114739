package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.request.Course;
import io.shelfshare.domain.request.RequestSpec;
import java.time.Instant;
import java.util.List;

/**
 * A request as it stands.
 *
 * @param version rises with every change
 * @param awards every award, also of orders that ended
 * @param course how far the deciding is; all of it, also what is sealed
 */
public record RequestView(
    RequestId id,
    RequestSpec spec,
    State state,
    List<Line> lines,
    List<Award> awards,
    Instant postedAt,
    Instant updatedAt,
    long version,
    Course course) {
  public RequestView {
    lines = List.copyOf(lines);
    awards = List.copyOf(awards);
  }

  /** A request of which nothing but its post is known. */
  public RequestView(
      RequestId id,
      RequestSpec spec,
      State state,
      List<Line> lines,
      List<Award> awards,
      Instant postedAt,
      Instant updatedAt,
      long version) {
    this(
        id, spec, state, lines, awards, postedAt, updatedAt, version, Course.first(spec, postedAt));
  }

  /**
   * One line, in units.
   *
   * @param covered awarded to orders that go on or were received
   * @param open can still be grabbed; 0 in a request that takes no grabs any more
   */
  public record Line(SkuId sku, long quantity, long covered, long open, long received) {}

  /** The states of a request. */
  public enum State {
    OPEN,
    PARTLY_COVERED,
    COVERED,
    FULFILLED,
    CLOSED,
    EXPIRED,
    CANCELLED
  }
}
