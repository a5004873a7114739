package io.shelfshare.load.run;

import io.shelfshare.load.measure.Latency;

/**
 * How long a post takes to everybody who watches.
 *
 * @param watchers stores that watched
 * @param connections over which they did
 * @param openSeconds until all of them had seen the whole market
 * @param cards from a post until each watcher had it
 * @param last from a post until the last watcher had it, one for each post
 * @param missing cards that had not come when the patience for their post was over
 */
public record Fanout(
    int watchers, int connections, double openSeconds, Latency cards, Latency last, long missing) {}
