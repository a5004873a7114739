package io.shelfshare.node.grpc.limit;

import com.typesafe.config.Config;

/**
 * {@code shelfshare.edge.limits} of the configuration.
 *
 * @param storeMutations what one store's staff may change
 * @param storeReads what one store's staff may read
 * @param chainMutations what one program or person of the chain may change
 * @param chainReads what one program or person of the chain may read
 * @param refusedTokens calls without a valid token from one address
 * @param watchesMax open watches of one caller
 * @param keysMax stores, callers or addresses that are kept count of
 */
public record LimitSettings(
    Rate storeMutations,
    Rate storeReads,
    Rate chainMutations,
    Rate chainReads,
    Rate refusedTokens,
    int watchesMax,
    int keysMax) {
  /** Reads {@code shelfshare.edge.limits}. */
  public static LimitSettings from(Config limits) {
    return new LimitSettings(
        Rate.from(limits.getConfig("store-mutations")),
        Rate.from(limits.getConfig("store-reads")),
        Rate.from(limits.getConfig("chain-mutations")),
        Rate.from(limits.getConfig("chain-reads")),
        Rate.from(limits.getConfig("refused-tokens")),
        limits.getInt("watches-max"),
        limits.getInt("keys-max"));
  }
}
