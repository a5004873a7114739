package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.client.ResourceNames;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.market.v1.Award;
import io.shelfshare.market.v1.OrderLine;
import io.shelfshare.market.v1.OrderSide;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Holds what the cluster says now against what it acknowledged before, promise by promise. To be
 * used when nobody trades any more.
 */
final class Audit {
  /** Units of grabs that died half way are given back after {@code award_by}, which is 30 s. */
  private static final Duration SETTLES_WITHIN = Duration.ofMinutes(3);

  private final MarketFixture market;
  private final Reads reads;
  private final Chain chain;
  private final Evidence evidence;

  Audit(MarketFixture market, Chain chain, Evidence evidence) {
    this.market = market;
    this.reads = new Reads(market.client());
    this.chain = chain;
    this.evidence = evidence;
  }

  /** P1 to P6, as far as they can be seen from outside. */
  void everyPromiseHolds() {
    long began = System.nanoTime();
    assertThat(evidence.failures()).isEmpty();
    Map<String, TransferRequest> requests = requests();
    whatWasWonIsThere(requests);
    noRequestHasMoreThanItAskedFor(requests);
    everyRepeatHasTheSameAnswer();
    Map<String, TransferOrder> orders = orders();
    orders.values().forEach(Audit::quantityLawHolds);
    Eventually.holds(
        SETTLES_WITHIN, () -> new StockCount(chain, evidence, reads).addsUp(orders().values()));
    Eventually.holds(SETTLES_WITHIN, this::listsHaveCaughtUp);
    MarketFixture.log(
        "audit of "
            + requests.size()
            + " requests, "
            + orders.size()
            + " orders, "
            + evidence.mutations().size()
            + " mutations",
        began);
  }

  private Map<String, TransferRequest> requests() {
    return byName(evidence.posted().keySet(), reads::request);
  }

  private Map<String, TransferOrder> orders() {
    return byName(evidence.won().keySet(), reads::order);
  }

  /** P5: every acknowledged win is an award, and every award was acknowledged to its store. */
  private void whatWasWonIsThere(Map<String, TransferRequest> requests) {
    assertThat(requests.keySet()).isEqualTo(evidence.posted().keySet());
    Map<String, String> awarded = new TreeMap<>();
    requests
        .values()
        .forEach(
            r ->
                r.getAwardsList()
                    .forEach(
                        a ->
                            awarded.put(
                                a.getTransferOrder(),
                                r.getName() + " " + a.getStore() + " " + a.getLinesList())));
    Map<String, String> acknowledged = new TreeMap<>();
    evidence
        .won()
        .forEach(
            (order, won) ->
                acknowledged.put(
                    order,
                    won.request()
                        + " "
                        + ResourceNames.store(won.store())
                        + " "
                        + won.answer().getLinesList()));
    assertThat(awarded).as("P5: awards").isEqualTo(acknowledged);
  }

  /** P1 by the answers, and P1 and P10 by the journal. */
  private void noRequestHasMoreThanItAskedFor(Map<String, TransferRequest> requests) {
    requests
        .values()
        .forEach(
            request -> {
              long asked = request.getLines(0).getQuantity();
              long given =
                  request.getAwardsList().stream()
                      .map(Award::getLinesList)
                      .flatMap(List::stream)
                      .mapToLong(Quantity::getQuantity)
                      .sum();
              assertThat(given)
                  .as("P1: units awarded by %s", request.getName())
                  .isLessThanOrEqualTo(asked);
            });
    AtOnce.run(
        requests.keySet().stream()
            .<Callable<Void>>map(
                name ->
                    () -> {
                      JournalRules.awardsNoMoreThanWasAsked(market.journal().ofRequest(name), name);
                      return null;
                    })
            .toList());
  }

  private void everyRepeatHasTheSameAnswer() {
    List<String> different = new ArrayList<>();
    List<Callable<Void>> repeats = new ArrayList<>();
    for (Mutation.Acknowledged<?> one : evidence.mutations()) {
      repeats.add(
          () -> {
            String again = repeated(one);
            if (!again.equals(one.answer().toString())) {
              synchronized (different) {
                different.add(
                    one.mutation().what() + " was " + one.answer() + " and now is " + again);
              }
            }
            return null;
          });
    }
    AtOnce.run(repeats);
    assertThat(different).as("P6: repeats with another answer").isEmpty();
  }

  private static String repeated(Mutation.Acknowledged<?> one) {
    try {
      return one.mutation().sendUntilFinal(SETTLES_WITHIN).toString();
    } catch (ShelfshareException refused) {
      return refused.code() + " " + refused.reason() + " " + refused.getMessage();
    }
  }

  /** P3 by the names of the API. */
  private static void quantityLawHolds(TransferOrder order) {
    for (OrderLine line : order.getLinesList()) {
      assertThat(line.getPending() + line.getShipped() + line.getShorted() + line.getCancelled())
          .as("P3: awarded of %s", order.getName())
          .isEqualTo(line.getAwarded());
      assertThat(
              line.getAccepted()
                  + line.getDamaged()
                  + line.getRefused()
                  + line.getLost()
                  + line.getInTransit())
          .as("P3: shipped of %s", order.getName())
          .isEqualTo(line.getShipped());
    }
  }

  /** The read side tells of each order as the order does. */
  private void listsHaveCaughtUp() {
    Map<String, TransferOrder.State> listed = new TreeMap<>();
    for (Clerk clerk : chain.all()) {
      listed.putAll(reads.listedOrders(clerk.store(), OrderSide.ORDER_SIDE_SUPPLIER));
    }
    Map<String, TransferOrder.State> there = new TreeMap<>();
    orders().forEach((name, order) -> there.put(name, order.getState()));
    assertThat(listed).as("orders as listed").isEqualTo(there);
  }

  /** Right after a crash an entity may be away for longer than the client waits. */
  private static <T> T patiently(Supplier<T> call) {
    List<T> answer = new ArrayList<>();
    Eventually.holds(SETTLES_WITHIN, () -> answer.add(call.get()));
    return answer.get(0);
  }

  private static <T> Map<String, T> byName(Collection<String> names, Function<String, T> read) {
    Map<String, T> found = new ConcurrentHashMap<>();
    AtOnce.run(
        names.stream()
            .<Callable<T>>map(name -> () -> found.put(name, patiently(() -> read.apply(name))))
            .toList());
    return found;
  }
}
