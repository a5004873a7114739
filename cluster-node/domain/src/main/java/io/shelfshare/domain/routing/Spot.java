package io.shelfshare.domain.routing;

/**
 * Where a store is.
 *
 * @param latitude degrees, WGS 84
 * @param longitude degrees, WGS 84
 * @param region path from the widest to the narrowest
 */
public record Spot(double latitude, double longitude, String region) {
  private static final double EARTH_RADIUS_METRES = 6_371_008.8;

  /**
   * Metres along the surface of a sphere, by the haversine formula; the same on every machine, as
   * it uses strict arithmetic alone.
   */
  public long metresTo(Spot other) {
    double lat1 = StrictMath.toRadians(latitude);
    double lat2 = StrictMath.toRadians(other.latitude);
    double sinLat = StrictMath.sin((lat2 - lat1) / 2);
    double sinLong = StrictMath.sin(StrictMath.toRadians(other.longitude - longitude) / 2);
    double a = sinLat * sinLat + StrictMath.cos(lat1) * StrictMath.cos(lat2) * sinLong * sinLong;
    return StrictMath.round(
        2 * EARTH_RADIUS_METRES * StrictMath.asin(StrictMath.sqrt(StrictMath.min(1, a))));
  }
}
