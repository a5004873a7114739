package io.shelfshare.domain.routing;

import java.time.Duration;

/**
 * A part of the audience that is asked at a time; whoever was asked before stays asked.
 *
 * @param after how long after the post it is asked
 * @param havingIt only stores that have any of the units available when the ring is asked
 */
public record Ring(Duration after, Reach reach, boolean havingIt) {}
