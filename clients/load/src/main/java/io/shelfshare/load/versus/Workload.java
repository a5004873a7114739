package io.shelfshare.load.versus;

import java.util.Locale;
import java.util.Optional;

/** What both markets do, call for call. */
public enum Workload {
  /** Every grab has a request to itself. */
  WON_GRABS("grabs that win, any store, any SKU", "grabs", 1),
  /** Ten grabs one after the other meet each request; nine of them lose. */
  LOST_GRABS_10("grabs of which ten meet each request, and nine lose", "calls", 10),
  /** A thousand grabs meet each request. */
  LOST_GRABS_1000("grabs of which a thousand meet each request", "calls", 1_000),
  /** A unit's whole way. */
  FULL_LIFE("post, grab, confirm, ship, receive", "lives", 0),
  /** A store asks who has a SKU. */
  FIND_SKU("who has a SKU: the nearest stores and the chain's total", "searches", 0);

  private final String words;
  private final String unit;
  private final int racers;

  Workload(String words, String unit, int racers) {
    this.words = words;
    this.unit = unit;
    this.racers = racers;
  }

  /** The name in results, such as {@code won_grabs}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is, for people. */
  public String words() {
    return words;
  }

  /** What is counted. */
  public String unit() {
    return unit;
  }

  /** Grabs that meet each request; 0 where none is posted ahead. */
  public int racers() {
    return racers;
  }

  /** The workload of a name. */
  public static Optional<Workload> ofKey(String key) {
    for (Workload workload : values()) {
      if (workload.key().equals(key)) {
        return Optional.of(workload);
      }
    }
    return Optional.empty();
  }
}
