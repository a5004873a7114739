package io.shelfshare.cli;

import io.shelfshare.cli.local.DataFolder;
import io.shelfshare.local.LocalCluster;
import java.util.Optional;

/** Where a person interrupts the demo: the cluster stops in order, and its folder goes. */
final class CleanExit implements AutoCloseable {
  private final Thread hook;

  CleanExit(LocalCluster cluster, Optional<DataFolder> folder) {
    this.hook =
        new Thread(
            () -> {
              cluster.close();
              folder.ifPresent(DataFolder::delete);
            },
            "stop-demo");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      // The hook is at work already.
      return;
    }
  }
}
