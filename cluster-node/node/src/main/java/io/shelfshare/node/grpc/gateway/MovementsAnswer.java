package io.shelfshare.node.grpc.gateway;

import java.time.Instant;

/**
 * What a batch of movements did.
 *
 * @param breachedUnits units of holds that the till had already sold
 */
public record MovementsAnswer(Instant recordedAt, int movements, long breachedUnits) {}
