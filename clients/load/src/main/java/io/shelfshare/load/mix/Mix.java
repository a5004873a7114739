package io.shelfshare.load.mix;

import java.util.Map;

/**
 * What a run does, how often, and with whom.
 *
 * @param name of the file, without its ending
 * @param description one line for people
 * @param shares of the operations; an operation is drawn in proportion to its share
 * @param pace how often and within which bounds
 * @param cast who and what takes part
 */
public record Mix(
    String name, String description, Map<Operation, Integer> shares, Pace pace, Cast cast) {

  public Mix {
    shares = Map.copyOf(shares);
  }

  /** The same mix at another pace. */
  public Mix at(Pace other) {
    return new Mix(name, description, shares, other, cast);
  }
}
