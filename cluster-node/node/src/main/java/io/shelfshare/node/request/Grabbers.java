package io.shelfshare.node.request;

import akka.actor.typed.ActorRef;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who waits for which grab to be decided. Confined to the request's entity. */
final class Grabbers {
  private static final int SAME_GRAB_MAX = 16;

  private final Map<OrderId, List<ActorRef<TransferRequestEntity.Grabbed>>> byOrder =
      new HashMap<>();

  /** Joins those who wait; of a grab that is sent again and again the oldest go unanswered. */
  void join(OrderId order, ActorRef<TransferRequestEntity.Grabbed> grabber) {
    List<ActorRef<TransferRequestEntity.Grabbed>> waiting =
        byOrder.computeIfAbsent(order, o -> new ArrayList<>(1));
    if (waiting.size() == SAME_GRAB_MAX) {
      waiting.remove(0);
    }
    waiting.add(grabber);
  }

  /** Those who wait for an order to be decided, who are then to be told. */
  List<ActorRef<TransferRequestEntity.Grabbed>> take(OrderId order) {
    List<ActorRef<TransferRequestEntity.Grabbed>> waiting = byOrder.remove(order);
    return waiting == null ? List.of() : waiting;
  }

  /** Tells those who wait that they did not win. */
  void refuse(OrderId order, Refusal refusal) {
    take(order).forEach(grabber -> grabber.tell(TransferRequestEntity.Grabbed.refused(refusal)));
  }

  void refuseAll(Refusal refusal) {
    List.copyOf(byOrder.keySet()).forEach(order -> refuse(order, refusal));
  }
}
