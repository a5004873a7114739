package io.shelfshare.domain.order;

import io.shelfshare.domain.Remembered;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import java.time.Instant;
import java.util.List;

/**
 * All that a started order is; a snapshot holds its components.
 *
 * @param mutations those that had an effect, oldest first, each with the order as it was then
 */
public record OrderState(
    OrderView view,
    Instant lastEventAt,
    Told supplier,
    Told destination,
    Told request,
    List<Remembered<OrderView>> mutations) {
  public OrderState {
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
    return switch (receiver) {
      case SUPPLIER -> supplier;
      case DESTINATION -> destination;
      case REQUEST -> request;
    };
  }
}
