package io.shelfshare.node.readside;

/**
 * Distances on a sphere, quick and right to about half a percent. A haversine (that of the angle
 * between two points, from 0 to 1) grows with their distance, and takes less to compute.
 */
final class Haversine {
  /** Mean radius of the earth in kilometres (IUGG). */
  private static final double EARTH_RADIUS_KM = 6_371.0088;

  private Haversine() {}

  /** The haversine between two points given in degrees. */
  static double of(double lat1, double lon1, double lat2, double lon2) {
    double sinLat = Math.sin(Math.toRadians(lat2 - lat1) / 2);
    double sinLon = Math.sin(Math.toRadians(lon2 - lon1) / 2);
    return sinLat * sinLat
        + Math.cos(Math.toRadians(lat1)) * Math.cos(Math.toRadians(lat2)) * sinLon * sinLon;
  }

  /** The haversine of points so far apart; infinite where that is beyond half the globe. */
  static double ofKilometres(double kilometres) {
    double half = kilometres / EARTH_RADIUS_KM / 2;
    return half < Math.PI / 2 ? Math.sin(half) * Math.sin(half) : Double.POSITIVE_INFINITY;
  }

  /** By how many degrees of latitude two points differ at most that are so far apart. */
  static double latitudes(double haversine) {
    return haversine < 1 ? Math.toDegrees(angle(haversine)) : 180;
  }

  private static double angle(double haversine) {
    return 2 * Math.asin(Math.min(1, Math.sqrt(haversine)));
  }
}
