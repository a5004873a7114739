package io.shelfshare.node.openwork;

import akka.Done;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What an entity knows of its own open-work row. While an entity has anything to answer for, a row
 * stands that wakes it in time; many events share one row, so that it costs next to nothing.
 *
 * <p>Confined to the entity's actor.
 */
public final class Standing {
  /** For who needs no row. */
  public static final CompletionStage<Done> NONE =
      CompletableFuture.completedFuture(Done.getInstance());

  private static final Duration SOONEST = Duration.ofSeconds(1);

  private final OpenWorkTable table;
  private final String entityType;
  private final String entityId;
  private final Duration horizon;
  private Instant due = Instant.MIN;
  private CompletableFuture<Done> row = CompletableFuture.completedFuture(Done.getInstance());

  public Standing(OpenWorkTable table, String entityType, String entityId) {
    this.table = table;
    this.entityType = entityType;
    this.entityId = entityId;
    // Spread by id, so that what began together does not wake together.
    Duration jitter = Duration.ofSeconds(Math.floorMod(entityId.hashCode() * 31, 600));
    this.horizon = OpenWorkTable.HORIZON.minus(jitter);
  }

  /**
   * Makes sure that a row stands that wakes the entity at {@code deadline}, or after the horizon
   * where there is none.
   *
   * @return completes when the row is durable, at once where one stands already; fails where it
   *     could not be written, and the entity must not answer then
   */
  public CompletionStage<Done> until(Instant now, Optional<Instant> deadline) {
    Instant farthest = now.plus(horizon);
    Instant wanted = deadline.filter(d -> d.isBefore(farthest)).orElse(farthest);
    Instant soonest = now.plus(SOONEST);
    wanted = wanted.isBefore(soonest) ? soonest : wanted;
    boolean stands = due.isAfter(now) && !due.isAfter(wanted) && !row.isCompletedExceptionally();
    if (!stands) {
      due = wanted;
      row = table.put(new OpenWorkTable.Work(wanted, entityType, entityId)).toCompletableFuture();
    }
    return row;
  }

  /**
   * The daemon counts the row of {@code rowDue} as done: what stands no later than that stands no
   * more, whatever this node's clock says.
   */
  public void spent(Instant rowDue) {
    if (!due.isAfter(rowDue)) {
      due = Instant.MIN;
    }
  }
}
