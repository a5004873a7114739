package io.shelfshare.load.market;

import com.google.type.Money;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.market.v1.Balance;
import io.shelfshare.market.v1.CheckBooksRequest;
import io.shelfshare.market.v1.ListBalancesRequest;
import io.shelfshare.market.v1.ListOwnersRequest;
import io.shelfshare.market.v1.ListPostingsRequest;
import io.shelfshare.market.v1.OrderLine;
import io.shelfshare.market.v1.Owner;
import io.shelfshare.market.v1.Posting;
import io.shelfshare.market.v1.TransferOrder;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Judges P9 from outside: reads every owner's postings and works the sums out again. It shares no
 * code with what it judges.
 */
public final class BooksAudit {
  private static final int NANO_DIGITS = 9;

  private final ShelfshareClient headquarters;
  private final ChainPicture picture;
  private final List<Violation> violations = new ArrayList<>();
  private final Map<String, Posting> postings = new TreeMap<>();
  private final Map<String, List<Posting>> byOrder = new HashMap<>();

  private BooksAudit(ShelfshareClient headquarters, ChainPicture picture) {
    this.headquarters = headquarters;
    this.picture = picture;
  }

  /** Everything that is not as promised, of this month and the one before. */
  public static List<Violation> judge(
      ShelfshareClient headquarters, ChainPicture picture, Clock clock) {
    BooksAudit audit = new BooksAudit(headquarters, picture);
    audit.read(YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)));
    audit
        .postings
        .values()
        .forEach(
            one ->
                audit
                    .byOrder
                    .computeIfAbsent(one.getTransferOrder(), order -> new ArrayList<>())
                    .add(one));
    audit.everyPostingIsRight();
    audit.balancesSumToZero();
    audit.picture.orders().values().forEach(audit::ordersAreSettled);
    if (!headquarters
        .call(() -> headquarters.settlement().checkBooks(CheckBooksRequest.getDefaultInstance()))
        .getBalanced()) {
      audit.saw("the books", "do not sum to zero, by their own account");
    }
    return List.copyOf(audit.violations);
  }

  private void saw(String subject, String words) {
    violations.add(new Violation("P9", subject, words));
  }

  /** Both owners of each pair read the same postings. */
  private void read(YearMonth month) {
    List<String> owners =
        headquarters
            .listOwners(ListOwnersRequest.newBuilder().setPageSize(1000).build())
            .map(Owner::getName)
            .toList();
    for (String owner : owners) {
      for (Balance balance : balances(owner)) {
        Map<String, Posting> read = new HashMap<>();
        for (YearMonth of : List.of(month.minusMonths(1), month)) {
          headquarters
              .listPostings(
                  ListPostingsRequest.newBuilder()
                      .setParent(owner)
                      .setCounterparty(balance.getCounterparty())
                      .setMonth(of.toString())
                      .setPageSize(1000)
                      .build())
              .forEach(one -> read.put(key(one), one));
        }
        postings.putAll(read);
      }
    }
  }

  private List<Balance> balances(String owner) {
    return headquarters
        .call(
            () ->
                headquarters
                    .settlement()
                    .listBalances(ListBalancesRequest.newBuilder().setParent(owner).build()))
        .getBalancesList();
  }

  private static String key(Posting posting) {
    TreeSet<String> pair = new TreeSet<>(List.of(posting.getPayer(), posting.getPayee()));
    return pair + posting.getPostingId();
  }

  private void everyPostingIsRight() {
    for (Posting posting : postings.values()) {
      BigDecimal amount =
          exact(posting.getUnitAmount()).multiply(BigDecimal.valueOf(posting.getQuantity()));
      if (amount.compareTo(exact(posting.getAmount())) != 0 || amount.signum() <= 0) {
        saw(posting.getPostingId(), "is not units times amount: " + posting.getAmount());
      }
      TransferOrder order = picture.orders().get(posting.getTransferOrder());
      if (order == null || posting.getStep() > order.getVersion()) {
        saw(posting.getTransferOrder(), "has a posting without its event: " + posting.getStep());
      }
    }
  }

  /** What owners are owed, by their postings, is what they owe; and what the API says. */
  private void balancesSumToZero() {
    Map<String, BigDecimal> byOwner = new TreeMap<>();
    for (Posting posting : postings.values()) {
      BigDecimal amount = exact(posting.getAmount());
      byOwner.merge(posting.getPayer(), amount.negate(), BigDecimal::add);
      byOwner.merge(posting.getPayee(), amount, BigDecimal::add);
    }
    BigDecimal told = BigDecimal.ZERO;
    for (Map.Entry<String, BigDecimal> owner : byOwner.entrySet()) {
      BigDecimal says =
          balances(owner.getKey()).stream()
              .map(one -> exact(one.getBalance()))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      told = told.add(says);
      if (says.compareTo(owner.getValue()) != 0) {
        saw(owner.getKey(), "has the balance " + says + ", its postings say " + owner.getValue());
      }
    }
    if (told.signum() != 0) {
      saw("the books", "sum to " + told);
    }
  }

  /** Once an order is settled, its postings are what its quantities say. */
  private void ordersAreSettled(TransferOrder order) {
    boolean settled =
        order.getState() == TransferOrder.State.STATE_SETTLED
            || order.getState() == TransferOrder.State.STATE_CLOSED;
    if (!settled) {
      return;
    }
    for (OrderLine line : order.getLinesList()) {
      expect(order, line, Posting.Kind.KIND_PRICE, line.getAccepted());
      expect(order, line, Posting.Kind.KIND_FREIGHT, line.getShipped());
      expect(order, line, Posting.Kind.KIND_LOSS, line.getLost() + line.getLostBack());
    }
  }

  private void expect(TransferOrder order, OrderLine line, Posting.Kind kind, long units) {
    List<Posting> all = byOrder.getOrDefault(order.getName(), List.of());
    long posted =
        all.stream()
            .filter(one -> one.getKind() == kind && one.getSku().equals(line.getSku()))
            .mapToLong(one -> one.getReversal() ? -one.getQuantity() : one.getQuantity())
            .sum();
    // Where nothing has a price, nothing is posted.
    if (posted != units && !all.isEmpty()) {
      saw(order.getName(), "has " + units + " units of " + kind + ", and books " + posted);
    }
  }

  private static BigDecimal exact(Money money) {
    return BigDecimal.valueOf(money.getUnits())
        .add(BigDecimal.valueOf(money.getNanos(), NANO_DIGITS));
  }
}
