package io.shelfshare.load.mix;

import java.time.Duration;

/**
 * Who and what takes part in a run.
 *
 * @param racers how many stores grab each request of a race
 * @param watchers stores that watch the market during the whole run
 * @param prepared requests that are posted before the run, for {@code grab} to take from
 * @param stores how many stores take part, drawn from the directory; 0 for all
 * @param skus how many SKUs are traded, drawn from the catalogue
 * @param restock units of each traded SKU that each store receives before the run; 0 for none
 * @param expiry of the requests posted
 */
public record Cast(
    int racers, int watchers, int prepared, int stores, int skus, int restock, Duration expiry) {}
