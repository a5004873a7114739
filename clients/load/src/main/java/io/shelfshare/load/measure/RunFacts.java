package io.shelfshare.load.measure;

/**
 * How a run went, apart from its latencies.
 *
 * @param label such as {@code open loop} or {@code closed loop, 32 in flight}
 * @param concurrency operations kept under way in a closed loop; 0 in an open one
 * @param intendedPerSecond the mean rate that the run intended; 0 in a closed loop
 * @param measuredSeconds the span after the warm-up
 * @param begun operations begun, warm-up included
 * @param inFlightMax the most operations that were under way at once
 * @param latestMillis the most that the generator itself was behind its schedule
 */
public record RunFacts(
    String label,
    int concurrency,
    double intendedPerSecond,
    double measuredSeconds,
    long begun,
    int inFlightMax,
    double latestMillis) {}
