package io.shelfshare.local.chaos;

import java.time.Duration;

/**
 * Something that went wrong, and what it took.
 *
 * @param target which part: {@code node 2}, {@code cassandra}
 * @param at since the chaos began
 * @param untilTrade from its beginning until some trade went on
 * @param untilWhole from its beginning until everything ran again and traded
 * @param gap the longest that anybody waited for an answer until its mending began
 * @param slowest the same until everything ran again
 */
public record Incident(
    Fault fault,
    String target,
    Duration at,
    Duration untilTrade,
    Duration untilWhole,
    Duration gap,
    Duration slowest) {}
