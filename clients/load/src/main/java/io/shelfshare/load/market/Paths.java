package io.shelfshare.load.market;

import io.shelfshare.market.v1.OrderLine;
import io.shelfshare.market.v1.OrderRemark;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** How often each path of the domain was taken, the usual ones and those that nobody hopes for. */
final class Paths {
  /** Those that an order can take; each is in the count, be it zero. */
  private static final List<String> OF_ORDERS =
      List.of(
          "arrive",
          "recall",
          "write_off",
          "write_off_on_the_way_back",
          "reinstate",
          "give_back",
          "receive_return",
          "cancel_order",
          "message",
          "count_task",
          "several_parcels");

  private final Map<String, Long> counts = new TreeMap<>();

  private Paths() {}

  static Map<String, Long> of(PlayRecord record, ChainPicture picture) {
    Paths paths = new Paths();
    OF_ORDERS.forEach(name -> paths.count(name, 0));
    record.paths().forEach(paths::count);
    picture.requests().values().forEach(paths::request);
    paths.request(TransferRequest.State.STATE_EXPIRED, picture);
    paths.request(TransferRequest.State.STATE_CANCELLED, picture);
    paths.orders(picture);
    return paths.counts;
  }

  private void count(String name, long times) {
    counts.merge(name, times, Long::sum);
  }

  private void request(TransferRequest request) {
    count("split_between_suppliers", request.getAwardsCount() > 1 ? 1 : 0);
  }

  private void request(TransferRequest.State state, ChainPicture picture) {
    count(
        "request_" + state.name().replace("STATE_", "").toLowerCase(Locale.ROOT),
        picture.requests().values().stream().filter(one -> one.getState() == state).count());
  }

  private void orders(ChainPicture picture) {
    any(picture, "order_closed", one -> one.getState() == TransferOrder.State.STATE_CLOSED);
    line(picture, "lost", line -> line.getLost() > 0);
    line(picture, "returned", line -> line.getReturnedGood() + line.getReturnedDamaged() > 0);
    for (String reason :
        List.of(
            "HOLD_RAN_OUT",
            "SHIP_RAN_OUT",
            "CANCEL_AGREED",
            "REQUEST_CANCELLED",
            "ORDER_CANCELLED")) {
      any(picture, reason.toLowerCase(Locale.ROOT), one -> one.getEndReason().equals(reason));
    }
    line(picture, "not_found", line -> line.getShortedBy().getNotFound() > 0);
    line(picture, "damaged_on_shelf", line -> line.getShortedBy().getDamaged() > 0);
    line(picture, "wrong_item", line -> line.getShortedBy().getWrongItem() > 0);
    line(picture, "sold_at_till", line -> line.getShortedBy().getSoldAtTill() > 0);
    any(picture, "to_customer", one -> one.getDestination().hasCustomerReference());
    for (OrderRemark.Kind kind : OrderRemark.Kind.values()) {
      if (kind != OrderRemark.Kind.UNRECOGNIZED && kind.getNumber() != 0) {
        any(
            picture,
            "remark_" + kind.name().replace("KIND_", "").toLowerCase(Locale.ROOT),
            one -> one.getRemarksList().stream().anyMatch(remark -> remark.getKind() == kind));
      }
    }
  }

  private void any(ChainPicture picture, String name, Predicate<TransferOrder> such) {
    count(name, picture.orders().values().stream().filter(such).count());
  }

  private void line(ChainPicture picture, String name, Predicate<OrderLine> such) {
    any(picture, name, one -> one.getLinesList().stream().anyMatch(such));
  }
}
