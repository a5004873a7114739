package io.shelfshare.load.loader;

import java.util.Locale;

/**
 * How far a load has come; sent from the loading threads, one report at a time.
 *
 * @param phase what is being loaded
 * @param done how many of them are in place, those found there already included
 * @param total how many there are
 * @param perSecond how many came into place per second since the phase began
 */
public record LoadProgress(Phase phase, long done, long total, double perSecond) {

  /** The phases of a load, in their order. */
  public enum Phase {
    OWNERS,
    STORES,
    SKUS,
    PRICES,
    STOCK_LINES;

    /** The phase in words, for a progress display. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Takes progress reports; must be quick, as the load waits for it. */
  @FunctionalInterface
  public interface Listener {
    void at(LoadProgress progress);
  }
}
