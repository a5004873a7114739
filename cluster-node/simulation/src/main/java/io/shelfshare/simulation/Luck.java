package io.shelfshare.simulation;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Where chance comes from: the seed and the number of a step alone. */
final class Luck {
  private Luck() {}

  /** The luck of one step. */
  static RandomGenerator of(long seed, int step) {
    return new SplittableRandom(seed * 0x9E37_79B9_7F4A_7C15L + step * 0xD1B5_4A32_D192_ED03L);
  }

  /** Spreads bits (the finalizer of SplitMix64). */
  static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** Milliseconds that pass: clocks go on, sometimes back, and sometimes they jump. */
  static int passing(RandomGenerator random) {
    int dice = random.nextInt(200);
    if (dice == 0) {
      return -random.nextInt(3_000);
    }
    return dice < 4 ? random.nextInt(30_000) : random.nextInt(450) - 60;
  }
}
