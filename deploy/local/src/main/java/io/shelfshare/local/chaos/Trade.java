package io.shelfshare.local.chaos;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The trade that goes on meanwhile; both are asked from the chaos' own thread.
 *
 * @param done how much was traded so far; grows for as long as the cluster works
 * @param slowest the longest that an answer took since this was last asked
 */
public record Trade(LongSupplier done, Supplier<Duration> slowest) {}
