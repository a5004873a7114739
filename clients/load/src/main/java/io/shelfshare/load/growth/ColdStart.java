package io.shelfshare.load.growth;

/**
 * How long a market that was stopped needs until it trades again.
 *
 * @param cassandraSeconds from the start of the database's process until it answers
 * @param readySeconds from the start of the nodes' processes until they say that they are ready
 * @param firstGrabSeconds from the start of the nodes' processes until a grab has won
 */
public record ColdStart(double cassandraSeconds, double readySeconds, double firstGrabSeconds) {}
