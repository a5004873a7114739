package io.shelfshare.load.chain;

/**
 * A point on the earth, WGS 84.
 *
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 */
public record Place(double latitude, double longitude) {
  private static final double EARTH_RADIUS_KM = 6371.0088;
  private static final double KM_PER_DEGREE = Math.toRadians(1) * EARTH_RADIUS_KM;

  /** The great-circle distance to another place in kilometres, by the haversine formula. */
  public double kilometresTo(Place other) {
    double north = Math.toRadians(other.latitude - latitude);
    double east = Math.toRadians(other.longitude - longitude);
    double chord =
        Math.pow(Math.sin(north / 2), 2)
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(other.latitude))
                * Math.pow(Math.sin(east / 2), 2);
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
  }

  /** The place that many kilometres away; good for the tens of kilometres a city measures. */
  Place shifted(double northKm, double eastKm) {
    double kmPerDegreeEast = KM_PER_DEGREE * Math.cos(Math.toRadians(latitude));
    // Five decimals are about a metre: enough for a shop, and the same text on every machine.
    return new Place(
        rounded(latitude + northKm / KM_PER_DEGREE), rounded(longitude + eastKm / kmPerDegreeEast));
  }

  private static double rounded(double degrees) {
    return Math.round(degrees * 1e5) / 1e5;
  }
}
