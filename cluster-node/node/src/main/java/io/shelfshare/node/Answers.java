package io.shelfshare.node;

import akka.Done;
import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Refusal;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How entities answer: what was decided, and not before whatever guards it is durable. */
public final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private Answers() {}

  /**
   * The answer that a decision calls for. It may be run by another thread than the entity's, so it
   * must do nothing but tell.
   */
  public static <A> Runnable to(
      Decision<?, A> decision, Consumer<A> done, Consumer<Refusal> refused) {
    if (decision instanceof Decision.Done<?, A> yes) {
      return () -> done.accept(yes.answer());
    }
    return () -> refused.accept(((Decision.Refused<?, A>) decision).refusal());
  }

  /**
   * Answers once the row is durable. Where it cannot be written nobody is answered: the caller's
   * time runs out, and it asks again under the same id.
   */
  public static void afterRow(CompletionStage<Done> row, Runnable answer) {
    row.whenComplete(
        (done, failure) -> {
          if (failure == null) {
            answer.run();
          } else {
            LOG.warn("An open-work row could not be written, so an answer is withheld", failure);
          }
        });
  }
}
