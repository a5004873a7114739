package io.shelfshare.node.journal;

/**
 * The number of an entity's incarnation. Events and read rows carry it, so that what a stale
 * incarnation wrote can be told from what counts. Until incarnations claim epochs of their own, all
 * of them are of the first.
 */
public final class Epoch {
  /** The epoch of everything that is written today. */
  public static final long FIRST = 1;

  private static final int SEQUENCE_BITS = 40;

  private Epoch() {}

  /** One rising number of (epoch, sequence number): versions and write timestamps of read rows. */
  public static long version(long epoch, long sequenceNr) {
    return (epoch << SEQUENCE_BITS) + sequenceNr;
  }
}
