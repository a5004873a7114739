package io.shelfshare.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes many blocking calls, some of them at once. */
final class AtOnce {
  private static final int CALLS = 24;

  private AtOnce() {}

  /**
   * Returns the results in the order of the calls.
   *
   * @throws AssertionError where a call failed
   */
  static <T> List<T> run(List<Callable<T>> calls) {
    ExecutorService threads = Executors.newFixedThreadPool(CALLS);
    try {
      List<T> results = new ArrayList<>();
      for (var result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } catch (InterruptedException | ExecutionException failure) {
      throw new AssertionError(failure.getCause() == null ? failure : failure.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
