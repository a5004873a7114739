package io.shelfshare.simulation;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.order.Liable;
import io.shelfshare.domain.order.OrderCommand;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.simulation.judge.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The end of a run: nothing is lost any more, and all deadlines pass. At first nobody does
 * anything, so that what ends by itself has to; what is then still under way has to be suspected
 * lost. In half of the runs it comes after all, in the others it is written off.
 */
final class Settling {
  private static final Duration ROUND = Duration.ofSeconds(30);
  private static final int ROUNDS_ALONE = 30;
  private static final int ROUNDS_MAX = 120;

  private final World world;
  private long steps;
  private int ids;

  Settling(World world) {
    this.world = world;
  }

  /** How many entities did what was due. */
  long settle(boolean comesAfterAll) {
    for (int round = 0; round < ROUNDS_ALONE; round++) {
      round();
    }
    world.orders().forEach(Settling::requireSuspected);
    int round = 0;
    for (; round < ROUNDS_MAX && !isQuiet(); round++) {
      for (OrderNode order : List.copyOf(world.orders())) {
        order.view().ifPresent(view -> bringToAnEnd(order, view, comesAfterAll));
      }
      round();
    }
    if (!isQuiet()) {
      throw new Violation("P4", "something is never finished");
    }
    world.judge.settled();
    world.books().forEach(book -> requireForgotten(book.name, book.open()));
    requireForgotten("the budget", List.copyOf(world.budget().open()));
    return steps;
  }

  private void round() {
    world.wait(ROUND);
    for (Node node : world.nodes()) {
      steps++;
      node.tick();
    }
    world.network.deliverAll();
  }

  /** Units that did not come in time are suspected lost without anybody's doing. */
  private static void requireSuspected(OrderNode order) {
    order
        .view()
        .filter(view -> !view.status().isDone() && !view.lossSuspected())
        .ifPresent(
            view -> {
              throw new Violation("P4", "units under way that nobody suspects: " + view);
            });
  }

  private void bringToAnEnd(OrderNode order, OrderView view, boolean comesAfterAll) {
    if (view.status().isDone()) {
      return;
    }
    boolean back = view.status() == OrderView.Status.RETURNING;
    OrderCommand came =
        back
            ? new OrderCommand.ReceiveReturn(List.of())
            : new OrderCommand.Receive(List.of(), Optional.empty());
    OrderCommand end =
        comesAfterAll ? came : new OrderCommand.ConfirmLost(List.of(), Liable.CARRIER);
    ids++;
    UUID id = new UUID(world.now().toEpochMilli() << 16 | 0x7000L, ids);
    order.act(end, new Mutation("at last", id, end.toString(), world.now().plusSeconds(5)));
  }

  private boolean isQuiet() {
    return world.orders().stream().allMatch(order -> order.view().isEmpty() || order.isOver())
        && world.stores().stream().allMatch(StoreNode::isQuiet)
        && world.requests().stream().allMatch(RequestNode::isQuiet);
  }

  private static void requireForgotten(String entity, List<OrderId> open) {
    if (!open.isEmpty()) {
      throw new Violation("P9", entity + " remembers for ever: " + open);
    }
  }
}
