package io.shelfshare.local.network;

import java.util.List;

/**
 * Where one node lives.
 *
 * @param host address of the edge and of the cluster's administration
 * @param remotingHost where the other nodes connect
 * @param launcher words before the command of its process, empty for none
 */
public record NodePlace(String host, String remotingHost, List<String> launcher) {
  /** Keeps its own copy of the words. */
  public NodePlace {
    launcher = List.copyOf(launcher);
  }
}
