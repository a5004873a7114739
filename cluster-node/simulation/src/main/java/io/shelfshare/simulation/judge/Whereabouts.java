package io.shelfshare.simulation.judge;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.routing.Reach;
import io.shelfshare.domain.routing.Spot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where stores are, and what is within whose reach, by the judge's own geometry. Mutable. */
final class Whereabouts {
  private static final double EARTH_RADIUS_METRES = 6_371_008.8;

  private final Map<StoreId, Spot> spots = new HashMap<>();

  void put(StoreId store, Spot spot) {
    spots.put(store, spot);
  }

  private Spot of(StoreId store) {
    Spot spot = spots.get(store);
    if (spot == null) {
      throw new Violation("routing", "a store that is nowhere: " + store);
    }
    return spot;
  }

  boolean within(Reach reach, StoreId poster, StoreId store) {
    if (reach instanceof Reach.Within circle) {
      return metres(poster, store) <= circle.kilometres() * 1_000.0;
    } else if (reach instanceof Reach.SameRegion region) {
      List<String> here = List.of(of(poster).region().split("/"));
      List<String> there = List.of(of(store).region().split("/"));
      int levels = Math.min(region.levels(), here.size());
      return there.size() >= levels && here.subList(0, levels).equals(there.subList(0, levels));
    }
    return reach instanceof Reach.Everybody;
  }

  /** Along a sphere, from the straight line through it. */
  double metres(StoreId from, StoreId to) {
    double[] a = vector(of(from));
    double[] b = vector(of(to));
    double chord = Math.sqrt(square(a[0] - b[0]) + square(a[1] - b[1]) + square(a[2] - b[2]));
    return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, chord / 2));
  }

  private static double square(double number) {
    return number * number;
  }

  private static double[] vector(Spot spot) {
    double lat = Math.toRadians(spot.latitude());
    double lon = Math.toRadians(spot.longitude());
    return new double[] {
      Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)
    };
  }
}
