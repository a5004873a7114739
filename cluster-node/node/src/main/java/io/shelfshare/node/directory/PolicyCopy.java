package io.shelfshare.node.directory;

import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.PolicyBook;
import java.time.Instant;
import java.util.List;

/** This node's copy of the policies. Filled by {@link PolicyReplica}; read by any thread. */
public final class PolicyCopy {
  private volatile PolicyBook book = PolicyBook.EMPTY;
  private volatile boolean complete;

  void take(PolicyEntity.Fetched fetched) {
    if (fetched.revision() > book.revision()) {
      book =
          new PolicyBook(
              fetched.versions(),
              fetched.published(),
              List.of(),
              Instant.EPOCH,
              fetched.revision());
    }
    complete = true;
  }

  /** True once it was read. */
  public boolean isComplete() {
    return complete;
  }

  /** What is known here. */
  public PolicyBook book() {
    return book;
  }

  /** What a request gets that names no policy. */
  public Policy usual() {
    return book.published(Policy.DEFAULT_ID).orElse(Policy.BUILT_IN);
  }
}
