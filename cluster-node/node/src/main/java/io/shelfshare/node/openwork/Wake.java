package io.shelfshare.node.openwork;

import akka.actor.typed.ActorRef;
import io.shelfshare.node.Wire;
import java.util.Map;

/** How the daemon wakes entities of each type. */
public final class Wake {
  private Wake() {}

  /** Sends an entity its wake-up command, which it answers with {@link Woken}. */
  @FunctionalInterface
  public interface Call {
    void wake(OpenWorkTable.Work work, ActorRef<Woken> replyTo);
  }

  /** The calls by entity type. */
  public record Calls(Map<String, Call> byType) {
    public Calls {
      byType = Map.copyOf(byType);
    }
  }

  /** The entity is awake, and whatever else it has to wake for stands in the table. */
  public record Woken(OpenWorkTable.Work work) implements Wire {}
}
