package io.shelfshare.load.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.shelfshare.market.v1.Award;
import io.shelfshare.market.v1.OrderLine;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A chain of two stores, one request for three units, two of them awarded and shipped: an honest
 * picture of it has no violation, and each lie about it has its own.
 */
class AuditTest {
  private static final String SKU = "skus/tee-red-m";
  private static final String REQUEST = "transferRequests/r1";
  private static final String ORDER = "transferOrders/r1-o1";
  private static final String SECOND = "transferOrders/r1-o2";
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final PlayRecord record = new PlayRecord();
  private final TransferRequest.Builder request =
      TransferRequest.newBuilder()
          .setName(REQUEST)
          .setStore("stores/a")
          .setExpireTime(at(60))
          .setState(TransferRequest.State.STATE_PARTLY_COVERED)
          .addLines(RequestLine.newBuilder().setSku(SKU).setQuantity(3).setCovered(2).setOpen(1))
          .addAwards(award(ORDER, 2, 10));
  private final TransferOrder.Builder order =
      TransferOrder.newBuilder()
          .setName(ORDER)
          .setTransferRequest(REQUEST)
          .setSupplierStore("stores/b")
          .setRequestingStore("stores/a")
          .setState(TransferOrder.State.STATE_SHIPPED)
          .addLines(OrderLine.newBuilder().setSku(SKU).setAwarded(2).setShipped(2).setInTransit(2));
  private final StockLine.Builder asking = line("stores/a", 0).setInbound(2);
  private final StockLine.Builder supplying = line("stores/b", 3).setAvailable(3);

  AuditTest() {
    record.units(SKU, 5);
    record.posted(request.clone().clearAwards().build());
    record.won(won(ORDER, 2, 10));
  }

  private static StockLine.Builder line(String store, long onHand) {
    return StockLine.newBuilder()
        .setName(store + "/stockLines/tee-red-m")
        .setSku(SKU)
        .setOnHand(onHand);
  }

  private static Timestamp at(long second) {
    return Shop.timestamp(START.plusSeconds(second));
  }

  private static Quantity units(long quantity) {
    return Quantity.newBuilder().setSku(SKU).setQuantity(quantity).build();
  }

  private static Award award(String order, long quantity, long second) {
    return Award.newBuilder()
        .setTransferOrder(order)
        .setStore("stores/b")
        .addLines(units(quantity))
        .setAwardTime(at(second))
        .build();
  }

  private static PlayRecord.WonGrab won(String order, long quantity, long second) {
    Instant then = START.plusSeconds(second);
    return new PlayRecord.WonGrab(REQUEST, "stores/b", order, List.of(units(quantity)), then, then);
  }

  private static OrderLine.Builder pending(long units) {
    return OrderLine.newBuilder().setSku(SKU).setAwarded(units).setPending(units);
  }

  private List<String> judge() {
    return judge(Map.of(ORDER, order.build()));
  }

  private List<String> judge(Map<String, TransferOrder> orders) {
    ChainPicture picture =
        new ChainPicture(
            START.plusSeconds(30),
            Map.of(REQUEST, request.build()),
            orders,
            List.of(asking.build(), supplying.build()));
    return Audit.judge(record, picture).stream().map(Violation::promise).distinct().toList();
  }

  private List<String> judgeWithSecondOrder(long units) {
    TransferOrder second = order.clone().setName(SECOND).setLines(0, pending(units)).build();
    supplying.setReserved(units).setAvailable(3 - units);
    return judge(Map.of(ORDER, order.build(), SECOND, second));
  }

  @Test
  void anHonestPictureHasNoViolation() {
    assertThat(judge()).isEmpty();
  }

  @Test
  @DisplayName("P1: two awards that together bring more than was asked for are seen")
  void moreAwardedThanAskedForIsSeen() {
    record.won(won(SECOND, 2, 11));
    request.addAwards(award(SECOND, 2, 11));
    request.getLinesBuilder(0).setCovered(4).setOpen(0);
    assertThat(judgeWithSecondOrder(2)).containsExactly("P1");
  }

  @Test
  @DisplayName("P1: a request that forgets what its orders bring is seen")
  void aRequestThatForgetsItsOrdersIsSeen() {
    request.getLinesBuilder(0).setCovered(0).setOpen(3);
    assertThat(judge()).containsExactly("P1");
  }

  @Test
  @DisplayName("P1: all or nothing is not some")
  void someOfAllOrNothingIsSeen() {
    request.setAllOrNothing(true);
    assertThat(judge()).containsExactly("P1");
  }

  @Test
  @DisplayName("P2: more reserved than on hand is seen")
  void moreReservedThanOnHandIsSeen() {
    order.setLines(0, pending(2)).setState(TransferOrder.State.STATE_AWARDED);
    asking.clearInbound();
    supplying.setOnHand(1).setReserved(2).clearAvailable();
    assertThat(judge()).contains("P2");
  }

  @Test
  @DisplayName("P3: a broken quantity law is seen")
  void aBrokenQuantityLawIsSeen() {
    order.getLinesBuilder(0).setShorted(1);
    assertThat(judge()).contains("P3");
  }

  @Test
  @DisplayName("P4: a unit that vanished is seen")
  void aUnitThatVanishedIsSeen() {
    supplying.setOnHand(2).setAvailable(2);
    assertThat(judge()).containsExactly("P4");
  }

  @Test
  @DisplayName("P4: a unit that came from nowhere is seen")
  void aUnitThatCameFromNowhereIsSeen() {
    asking.setOnHand(1).setAvailable(1);
    assertThat(judge()).containsExactly("P4");
  }

  @Test
  @DisplayName("P4: what is undecided may or may not have happened, and nothing else may")
  void theUndecidedWidensWhatIsExpected() {
    record.units(SKU, -1, 0);
    assertThat(judge()).isEmpty();
    supplying.setOnHand(2).setAvailable(2);
    assertThat(judge()).isEmpty();
    supplying.setOnHand(1).setAvailable(1);
    assertThat(judge()).containsExactly("P4");
  }

  @Test
  @DisplayName("P4: a hold that no order has is seen")
  void aHoldWithoutAnOrderIsSeen() {
    supplying.setReserved(1).setAvailable(2);
    assertThat(judge()).containsExactly("P4");
  }

  @Test
  @DisplayName("P5: an acknowledged grab whose order is gone is seen")
  void anAcknowledgedGrabThatIsGoneIsSeen() {
    assertThat(judge(Map.of())).contains("P5");
  }

  @Test
  @DisplayName("P6: an award that nobody was told of is seen")
  void anAwardThatNobodyWasToldOfIsSeen() {
    request.addAwards(award(SECOND, 1, 12));
    request.getLinesBuilder(0).setCovered(3).setOpen(0);
    assertThat(judgeWithSecondOrder(1)).containsExactly("P6");
  }

  @Test
  @DisplayName("P10: an award after the time ran out is seen")
  void anAwardAfterExpiryIsSeen() {
    request.setExpireTime(at(9)).setState(TransferRequest.State.STATE_EXPIRED);
    assertThat(judge()).containsExactly("P10");
  }

  @Test
  @DisplayName("P10: an award after the cancellation is seen")
  void anAwardAfterTheCancellationIsSeen() {
    request.setState(TransferRequest.State.STATE_CANCELLED);
    record.cancelled(new PlayRecord.Cancelled(REQUEST, START.plusSeconds(9), START.plusSeconds(9)));
    assertThat(judge()).containsExactly("P10");
  }

  @Test
  @DisplayName("P10: a request that stays open after its time is seen")
  void aRequestThatStaysOpenIsSeen() {
    request.setExpireTime(at(11));
    assertThat(judge()).containsExactly("P10");
  }
}
