package io.shelfshare.journalstore.log;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Says whether this process may still speak for its entities, or whether the rest of the cluster
 * may have given it up and begun them elsewhere. Safe for use by any thread.
 */
public interface Lease {
  /** For a process that nobody else stands in for. */
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
      };

  /** Whether it holds at this moment. */
  boolean holds();

  /** Completes at once where it holds, else when it holds again, which may be never. */
  CompletionStage<Void> held();
}
