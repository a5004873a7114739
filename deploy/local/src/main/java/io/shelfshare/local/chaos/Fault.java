package io.shelfshare.local.chaos;

import java.util.Locale;

/** What goes wrong. */
public enum Fault {
  /** A node ends as by a power cut, and is started again as soon as some trade goes on. */
  NODE_KILLED,
  /**
   * A node ends as by a power cut, and stays away until the others have settled its work among
   * themselves: what they take for it is not mixed with what its start takes of the same machine.
   */
  NODE_LOST,
  /** A node is told to leave in order, as a rolling restart does. */
  NODE_STOPPED,
  /** A node stands still for longer than the others wait for it, and wakes. */
  NODE_FROZEN,
  /** A node no longer hears the other nodes, but its database and its clients. */
  NODE_CUT_OFF,
  /** The same, on and off. */
  WIRE_FLAPS,
  /** The database ends as by a power cut. */
  DATABASE_KILLED,
  /** The database stands still for a moment. */
  DATABASE_FROZEN,
  /** One of three servers of the database ends as by a power cut. */
  DATABASE_MEMBER_KILLED;

  /** Whether hosts with wires of their own are needed. */
  boolean needsWires() {
    return this == NODE_CUT_OFF || this == WIRE_FLAPS;
  }

  /** Whether it strikes a node, so that others have to do its work. */
  boolean isOfNodes() {
    return !isOfDatabase() && this != DATABASE_MEMBER_KILLED;
  }

  /** Whether it strikes the whole database, so that nobody trades meanwhile. */
  boolean isOfDatabase() {
    return this == DATABASE_KILLED || this == DATABASE_FROZEN;
  }

  /** Its name in reports: {@code node_killed}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
