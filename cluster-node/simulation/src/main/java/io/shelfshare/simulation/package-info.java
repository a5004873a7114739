/**
 * The deterministic simulator: the whole domain in one thread, under a clock and a luck of its own.
 * It delays, drops, doubles and reorders what entities tell each other, lets them die and replays
 * their journals. Whether promises are kept is for {@code judge} to say. Nothing of a real node
 * (actors, database, network) belongs here.
 */
package io.shelfshare.simulation;
