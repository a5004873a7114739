package io.shelfshare.load.chain;

/**
 * Draws that depend on nothing but the seed and what is drawn, so that store 9,000 can be asked for
 * without having drawn the 8,999 before it, on any JDK.
 *
 * <p>The mixing function is the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
 *
 * @param seed of the whole chain
 */
record Draw(long seed) {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /** Names what is drawn; the order is part of the format, a change changes every chain. */
  enum Subject {
    FIRST_ITEM,
    FIRST_STORE_ROW,
    FIRST_ADDRESS,
    FIRST_INVENTORY,
    CITY,
    DISTANCE,
    BEARING,
    OWNERSHIP,
    DEALER_SIZE,
    CHAIN_NUMBER,
    SHELF
  }

  /** A number below {@code bound}, every one about equally likely. */
  long below(long bound, Subject subject, long index) {
    return Math.floorMod(bits(subject, index), bound);
  }

  /** A number from 0 (inclusive) to 1 (exclusive). */
  double unit(Subject subject, long index) {
    return (bits(subject, index) >>> 11) * 0x1.0p-53;
  }

  private long bits(Subject subject, long index) {
    return mix(mix(mix(seed) + subject.ordinal() * GOLDEN_GAMMA) + index * GOLDEN_GAMMA);
  }

  private static long mix(long value) {
    long z = value + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
