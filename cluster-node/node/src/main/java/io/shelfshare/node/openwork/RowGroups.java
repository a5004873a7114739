package io.shelfshare.node.openwork;

import akka.Done;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Rows that come while others are being written are written together. Nothing waits for a group to
 * fill, so that a lone row goes at once. Safe for use by any thread.
 */
final class RowGroups<R> {
  private static final int UNDER_WAY_MAX = 2;

  private final Function<List<R>, CompletionStage<?>> write;
  private final Object lock = new Object();
  private List<Waiting<R>> waiting = new ArrayList<>();
  private int underWay;

  private record Waiting<R>(R row, CompletableFuture<Done> written) {}

  /**
   * Groups of none yet.
   *
   * @param write completes when all of the rows are durable
   */
  RowGroups(Function<List<R>, CompletionStage<?>> write) {
    this.write = write;
  }

  /** Completes when the row is durable; fails where it is not, or where nobody knows. */
  CompletionStage<Done> put(R row) {
    Waiting<R> one = new Waiting<>(row, new CompletableFuture<>());
    synchronized (lock) {
      waiting.add(one);
    }
    writeNext();
    return one.written();
  }

  private void writeNext() {
    List<Waiting<R>> group;
    synchronized (lock) {
      if (underWay == UNDER_WAY_MAX || waiting.isEmpty()) {
        return;
      }
      group = waiting;
      waiting = new ArrayList<>();
      underWay++;
    }
    var unused =
        written(group)
            .whenComplete(
                (done, failure) -> {
                  synchronized (lock) {
                    underWay--;
                  }
                  writeNext();
                  for (Waiting<R> one : group) {
                    if (failure == null) {
                      one.written().complete(Done.getInstance());
                    } else {
                      one.written().completeExceptionally(failure);
                    }
                  }
                });
  }

  private CompletionStage<?> written(List<Waiting<R>> group) {
    try {
      return write.apply(group.stream().map(Waiting::row).toList());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
