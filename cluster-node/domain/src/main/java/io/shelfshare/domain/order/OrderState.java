package io.shelfshare.domain.order;

import io.shelfshare.domain.Remembered;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All that a started order is; a snapshot holds its components.
 *
 * @param told how far each receiver of its steps is; one that is not in it was never told anything
 * @param messages its thread, oldest first
 * @param mutations those that had an effect, oldest first, each with the order as it was then
 */
public record OrderState(
    OrderView view,
    Instant lastEventAt,
    Map<Receiver, Told> told,
    List<OrderMessage> messages,
    List<Remembered<OrderView>> mutations) {
  public OrderState {
    told = Map.copyOf(told);
    messages = List.copyOf(messages);
    mutations = List.copyOf(mutations);
  }

  /**
   * How far a receiver of this order's steps is.
   *
   * @param step the order's version when last something changed that concerns the receiver; 0 where
   *     nothing ever did
   * @param taken the highest step that it has taken
   */
  public record Told(long step, long taken) {
    static final Told NOTHING = new Told(0, 0);

    boolean isPending() {
      return step > taken;
    }
  }

  Told told(Receiver receiver) {
    return told.getOrDefault(receiver, Told.NOTHING);
  }

  boolean tellsAnybody() {
    return told.values().stream().anyMatch(Told::isPending);
  }

  OrderState with(OrderView nextView) {
    return new OrderState(nextView, lastEventAt, told, messages, mutations);
  }

  OrderState with(Receiver receiver, Told next) {
    Map<Receiver, Told> all = new EnumMap<>(Receiver.class);
    all.putAll(told);
    all.put(receiver, next);
    return new OrderState(view, lastEventAt, all, messages, mutations);
  }
}
