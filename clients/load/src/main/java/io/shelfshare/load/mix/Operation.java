package io.shelfshare.load.mix;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a mix is mixed of. Each draws its stores and SKUs evenly. */
public enum Operation {
  /** A store posts a request of one unit, which nobody grabs. */
  POST("a store posts a request that nobody grabs"),
  /** A store grabs a request of its own, posted before or just now; nobody else wants it. */
  GRAB("one store grabs a request and wins it"),
  /** A store posts a request of one unit and several stores grab it at once; all but one lose. */
  RACE("several stores grab one unit at once; one wins, the others lose"),
  /** A unit's whole way: post, grab, confirm, ship, receive. */
  LIFE("post, grab, confirm, ship, receive: a unit's whole way"),
  /** A store asks who has a SKU nearby. */
  FIND_STOCK("a store asks who has a SKU nearby"),
  /** A till sells one unit. */
  RECORD_SALE("a till sells one unit"),
  /** A store reads the first page of the market. */
  LIST("a store reads the first page of the market"),
  /** A store opens a watch, waits until it has seen the whole market, and leaves. */
  WATCH("a store opens a watch, sees the whole market once and leaves");

  private final String words;

  Operation(String words) {
    this.words = words;
  }

  /** The name in mix files, such as {@code find-stock}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What happens, for {@code --help}. */
  public String words() {
    return words;
  }

  static Optional<Operation> ofKey(String key) {
    return Arrays.stream(values()).filter(operation -> operation.key().equals(key)).findFirst();
  }
}
