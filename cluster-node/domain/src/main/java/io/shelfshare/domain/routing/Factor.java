package io.shelfshare.domain.routing;

/** What a score is made of. Every value is in basis points: 0 is worst, 10,000 is best. */
public enum Factor {
  /** Nearer is better. */
  DISTANCE,
  /** How sure it is that the units are there. */
  AVAILABILITY,
  /** Few orders that wait to be sent. */
  LOAD,
  /** The same owner, or the same branch of the tree of owners. */
  CONTRACT,
  /** What came of earlier awards. */
  RELIABILITY,
  /** A bid's fee, beside the other bids' of its window. */
  FEE,
  /** How soon a bid is to be shipped. */
  SHIP_BY,
  /** How much of what is open a store brings. */
  QUANTITY,
  /** How far the store's record of the units can be trusted. */
  CONFIDENCE,
  /** How slowly the store sells: what is slow there is wanted here. */
  SELL_THROUGH
}
