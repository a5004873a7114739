package io.shelfshare.local.network;

import java.util.List;

/** Gives the database and the nodes of a local cluster their addresses. */
public interface Wiring {
  /** Everything on the loopback address, which nobody but this machine reaches. */
  Wiring LOOPBACK = new Loopback();

  /** Where the database's clients connect. */
  String databaseHost();

  /**
   * The place of a node.
   *
   * @param number from 1
   */
  NodePlace node(int number);

  /** All on one address. */
  record Loopback() implements Wiring {
    private static final String ADDRESS = "127.0.0.1";

    @Override
    public String databaseHost() {
      return ADDRESS;
    }

    @Override
    public NodePlace node(int number) {
      return new NodePlace(ADDRESS, ADDRESS, List.of());
    }
  }
}
