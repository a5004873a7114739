package io.shelfshare.node.readside;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S2ClosestPointQuery;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2PointIndex;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.domain.directory.Store;
import java.util.Collection;
import java.util.List;

/**
 * Where the stores are, as of one moment; finds those nearest to a point without measuring all of
 * them. Distances are those on a sphere, wrong by at most 0.56 % against the ellipsoid. Safe from
 * any thread.
 */
public final class StorePlaces {
  /** Mean radius of the earth in kilometres (IUGG). */
  private static final double EARTH_RADIUS_KM = 6_371.0088;

  private final S2PointIndex<Store> index = new S2PointIndex<>();

  /** The places of these stores. */
  public StorePlaces(Collection<Store> stores) {
    for (Store store : stores) {
      index.add(point(store.place().latitude(), store.place().longitude()), store);
    }
    // It sorts itself when it is first read, which must not be by several threads.
    index.iterator();
  }

  /**
   * The stores nearest to a point, nearest first.
   *
   * @param latitude degrees
   * @param longitude degrees
   * @param kilometresMax none is farther; infinite for no limit
   * @param count at most so many
   */
  public List<Store> nearest(double latitude, double longitude, double kilometresMax, int count) {
    S2ClosestPointQuery<Store> query = new S2ClosestPointQuery<>(index);
    query.setMaxPoints(count);
    if (kilometresMax < Double.POSITIVE_INFINITY) {
      query.setMaxDistance(S1Angle.radians(Math.min(Math.PI, kilometresMax / EARTH_RADIUS_KM)));
    }
    return query.findClosestPoints(point(latitude, longitude)).stream()
        .map(found -> found.entry().data())
        .toList();
  }

  /** Kilometres from a point, in degrees, to a place. */
  public static double kilometres(double latitude, double longitude, Place to) {
    return S2LatLng.fromDegrees(latitude, longitude)
            .getDistance(S2LatLng.fromDegrees(to.latitude(), to.longitude()))
            .radians()
        * EARTH_RADIUS_KM;
  }

  private static S2Point point(double latitude, double longitude) {
    return S2LatLng.fromDegrees(latitude, longitude).toPoint();
  }
}
