package io.shelfshare.domain.request;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The grabs of one request that are being decided, in memory alone: a crash forgets them, and then
 * none of them can win any more. Mutable and confined to the request's entity, which makes it anew
 * with each incarnation.
 */
public final class SoftHolds {
  /**
   * Units that are kept from others while their store is asked to reserve them.
   *
   * @param supplier whose stock is asked
   * @param receiver the store that gets the units, where that is not the one that posted
   * @param awarding true from the decision to award until the award is durable
   */
  public record SoftHold(
      OrderId order,
      StoreId supplier,
      Optional<StoreId> receiver,
      List<Units> lines,
      Mutation mutation,
      Instant placedAt,
      boolean awarding) {
    public SoftHold {
      lines = List.copyOf(lines);
    }

    /** Who grabbed. */
    StoreId taker() {
      return receiver.orElse(supplier);
    }
  }

  private final Map<OrderId, SoftHold> byOrder = new LinkedHashMap<>();

  void place(SoftHold hold) {
    byOrder.put(hold.order(), hold);
  }

  /** From now on the store's question is answered with undecided. */
  void awarding(OrderId order) {
    byOrder.computeIfPresent(
        order,
        (id, hold) ->
            new SoftHold(
                id,
                hold.supplier(),
                hold.receiver(),
                hold.lines(),
                hold.mutation(),
                hold.placedAt(),
                true));
  }

  /**
   * Forgets one: its award is durable, or its store refused, or the grab was given up. An order
   * that is dropped without an award can never win.
   */
  public void drop(OrderId order) {
    byOrder.remove(order);
  }

  public Optional<SoftHold> get(OrderId order) {
    return Optional.ofNullable(byOrder.get(order));
  }

  /** Those placed before {@code time}, whose store may have forgotten to answer. */
  public List<SoftHold> placedBefore(Instant time) {
    return byOrder.values().stream()
        .filter(hold -> !hold.awarding() && hold.placedAt().isBefore(time))
        .toList();
  }

  public boolean isEmpty() {
    return byOrder.isEmpty();
  }

  List<SoftHold> all() {
    return new ArrayList<>(byOrder.values());
  }

  Optional<SoftHold> of(Mutation.Key key) {
    return byOrder.values().stream().filter(hold -> hold.mutation().key().equals(key)).findFirst();
  }

  /** Units that are held for a line, substitutes included. */
  long held(RequestSpec spec, SkuId line) {
    return byOrder.values().stream().mapToLong(hold -> spec.ofLine(hold.lines(), line)).sum();
  }

  boolean hasOf(StoreId taker) {
    return byOrder.values().stream().anyMatch(hold -> hold.taker().equals(taker));
  }
}
