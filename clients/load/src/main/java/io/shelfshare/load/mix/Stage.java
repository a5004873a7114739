package io.shelfshare.load.mix;

import java.time.Duration;

/**
 * A stretch of a run at one rate.
 *
 * @param perSecond operations begun per second, more than 0
 * @param duration how long
 */
public record Stage(double perSecond, Duration duration) {}
