package io.shelfshare.load.versus;

/**
 * Latencies of won grabs at a rate, counted from when each was meant to be sent.
 *
 * @param side whose
 * @param percent of the side's own knee, its median in a closed loop
 * @param perSecond the rate that was meant
 * @param p50 milliseconds, as the others are
 * @param lost calls that failed or found no place
 * @param generatorLateMillis the most that the generator itself was behind
 */
public record OpenLoop(
    String side,
    int percent,
    double perSecond,
    double p50,
    double p99,
    double p999,
    double max,
    long lost,
    double generatorLateMillis) {}
