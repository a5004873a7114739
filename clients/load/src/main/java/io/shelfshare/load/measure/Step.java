package io.shelfshare.load.measure;

import java.util.Locale;

/** What is timed: calls, and the two spans that people feel. */
public enum Step {
  POST("a post"),
  GRAB_WON("a grab that won"),
  GRAB_LOST("a grab that lost its race and was told why"),
  CONFIRM("a supplier's confirmation"),
  SHIP("a shipment"),
  RECEIVE("a receipt"),
  LIFE("post to receipt"),
  FIND_STOCK("a search for stock nearby"),
  RECORD_SALE("a sale at the till"),
  LIST("a page of the market"),
  WATCH_SYNC("a watch, until it has seen the whole market"),
  TOLD("from sending a post until a watching store is told of it");

  private final String words;

  Step(String words) {
    this.words = words;
  }

  /** The name in results, such as {@code grab-won}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is one call; the others are spans over several. */
  public boolean isCall() {
    return this != LIFE && this != TOLD;
  }

  /** What it is, for people. */
  public String words() {
    return words;
  }
}
