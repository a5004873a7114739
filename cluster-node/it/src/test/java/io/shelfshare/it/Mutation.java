package io.shelfshare.it;

import com.google.protobuf.Message;
import io.grpc.Status;
import io.shelfshare.client.ShelfshareException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A mutation under its {@code request_id}; each sending is the same call again (promise P6).
 *
 * @param what names it in failures
 */
record Mutation<A extends Message>(String what, Supplier<A> sending) {

  /** What was asked and what the cluster answered: the evidence that everything is held against. */
  record Acknowledged<A extends Message>(Mutation<A> mutation, A answer) {}

  /** Sends it once; the client below may send copies. */
  A send() {
    return sending.get();
  }

  /**
   * Sends it until the answer is final: done, or refused by a rule of the market.
   *
   * @throws ShelfshareException the refusal, or the last failure after {@code limit}
   */
  A sendUntilFinal(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      try {
        return sending.get();
      } catch (ShelfshareException failure) {
        if (isFinal(failure) || System.nanoTime() - end > 0) {
          throw failure;
        }
      }
    }
  }

  /** Whether sending it again cannot help. */
  static boolean isFinal(ShelfshareException failure) {
    return failure.isRefusal()
        && failure.code() != Status.Code.RESOURCE_EXHAUSTED
        && !failure.reason().equals("CONTENDED");
  }
}
