package io.shelfshare.node.grpc;

import io.shelfshare.domain.directory.Place;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;

/** Kilometres along the geodesic on the WGS 84 ellipsoid. About 1 µs each. */
final class Distances {
  private static final double METRES = 1_000;

  /** Distances on a sphere are wrong by at most 0.56 % against the ellipsoid. */
  static final double SPHERE_SLACK = 1.006;

  private Distances() {}

  static double kilometres(Place from, Place to) {
    return kilometres(from.latitude(), from.longitude(), to);
  }

  static double kilometres(double latitude, double longitude, Place to) {
    return Geodesic.WGS84.Inverse(
                latitude, longitude, to.latitude(), to.longitude(), GeodesicMask.DISTANCE)
            .s12
        / METRES;
  }
}
