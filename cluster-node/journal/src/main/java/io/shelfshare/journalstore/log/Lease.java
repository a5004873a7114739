package io.shelfshare.journalstore.log;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Says whether this process may still speak for its entities, or whether the rest of the cluster
 * may have given it up and begun them elsewhere. Safe for use by any thread.
 */
public interface Lease {
  /** For a process that nobody else stands in for. Its incarnations are counted. */
  Lease ALWAYS =
      new Lease() {
        @Override
        public boolean holds() {
          return true;
        }

        @Override
        public CompletionStage<Void> held() {
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public long millis() {
          return 0;
        }
      };

  /** Whether it holds at this moment. */
  boolean holds();

  /** Completes at once where it holds, else when it holds again, which may be never. */
  CompletionStage<Void> held();

  /**
   * The time, in milliseconds since 1970, that orders incarnations of an entity on different nodes,
   * so that it may differ between nodes by less than it takes the cluster to give a node up.
   */
  long millis();
}
