package io.shelfshare.node.readside;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A durable table of newest states. Safe for use by any thread.
 *
 * @param <S> the state that it holds
 */
interface ReadTable<S> {
  /** Writes the states, whatever their order; durable once the stage completes. */
  CompletionStage<?> write(List<S> states);
}
