package io.shelfshare.client;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/**
 * How a watch behaves when it breaks.
 *
 * @param retries its backoff; a watch does not count attempts
 * @param silenceMax how long a stream may say nothing, heartbeats included, before it counts as
 *     broken
 */
record WatchSettings(
    RetryPolicy retries,
    Duration silenceMax,
    RandomGenerator random,
    ScheduledExecutorService timer) {}
