package io.shelfshare.node.grpc.gateway;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened, as its journal has it.
 *
 * @param number its place in the journal, from 1
 * @param kind UPPER_SNAKE
 * @param actor who called; empty where nobody did
 * @param details texts, numbers, booleans, lists and maps of these; in no promised shape
 */
public record PastEvent(
    long number, Instant at, String kind, String actor, Map<String, Object> details) {}
