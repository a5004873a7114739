package io.shelfshare.node.openwork;

import akka.Done;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

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

  /** Over so many seconds rows without a deadline are spread. */
  private static final int SPREAD_SECONDS = 600;

  private final Function<OpenWorkTable.Work, CompletionStage<Done>> put;
  private final String entityType;
  private final String entityId;
  private Instant due = Instant.MIN;
  private CompletableFuture<Done> row = CompletableFuture.completedFuture(Done.getInstance());

  /**
   * An entity that has no row yet, as far as this node knows.
   *
   * @param put {@link OpenWorkTable#put}
   */
  public Standing(
      Function<OpenWorkTable.Work, CompletionStage<Done>> put, String entityType, String entityId) {
    this.put = put;
    this.entityType = entityType;
    this.entityId = entityId;
  }

  /**
   * Makes sure that a row stands that wakes the entity at {@code deadline}, or after the horizon
   * where there is none.
   *
   * @return completes when the row is durable, at once where one stands already; fails where it
   *     could not be written, and the entity must not answer then
   */
  public CompletionStage<Done> until(Instant now, Optional<Instant> deadline) {
    Instant soonest = now.plus(SOONEST);
    Instant horizon = now.plus(OpenWorkTable.HORIZON);
    Instant latest =
        deadline
            .map(d -> d.isBefore(soonest) ? soonest : d)
            .filter(d -> d.isBefore(horizon))
            .orElse(horizon);
    boolean stands = due.isAfter(now) && !due.isAfter(latest) && !row.isCompletedExceptionally();
    if (!stands) {
      Instant farthest = horizon.minusSeconds(early(now));
      due = latest.isBefore(farthest) ? latest : farthest;
      row = put.apply(new OpenWorkTable.Work(due, entityType, entityId)).toCompletableFuture();
    }
    return row;
  }

  /**
   * By how many seconds a row without a deadline is due before the horizon. It goes by the second,
   * so that rows of one second lie in one bucket, and in one write; they wake no more at once than
   * came at once.
   */
  private static long early(Instant now) {
    return Math.floorMod(now.getEpochSecond() * 31, SPREAD_SECONDS);
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
