package io.shelfshare.node.openwork;

import akka.actor.typed.ActorRef;
import io.shelfshare.node.Wire;
import java.util.Map;

/** How the daemon wakes entities of each type. */
public final class Wake {
  private Wake() {}

  /**
   * A wake-up.
   *
   * @param spent true where the row was due, and is done with once the entity has answered; false
   *     where the daemon looks at what stands because somebody may have died
   */
  public record Up(OpenWorkTable.Work work, boolean spent, ActorRef<Woken> replyTo)
      implements Wire {
    /** The answer. */
    public void awake() {
      replyTo.tell(new Woken(work, spent));
    }
  }

  /**
   * The entity is awake, what it may not have published is published, and whatever else it has to
   * wake for stands in the table.
   */
  public record Woken(OpenWorkTable.Work work, boolean spent) implements Wire {}

  /** Sends an entity its wake-up. */
  @FunctionalInterface
  public interface Call {
    void wake(Up up);
  }

  /** The calls by entity type. */
  public record Calls(Map<String, Call> byType) {
    public Calls {
      byType = Map.copyOf(byType);
    }
  }
}
