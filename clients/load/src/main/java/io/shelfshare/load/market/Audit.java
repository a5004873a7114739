package io.shelfshare.load.market;

import io.shelfshare.load.market.PlayRecord.Span;
import io.shelfshare.load.market.PlayRecord.WonGrab;
import io.shelfshare.market.v1.Award;
import io.shelfshare.market.v1.OrderLine;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Judges the promises from outside: from what was acknowledged to clients, and from what the API
 * says afterwards. It shares no code with what it judges.
 */
public final class Audit {
  private final PlayRecord record;
  private final ChainPicture picture;
  private final List<Violation> violations = new ArrayList<>();

  private Audit(PlayRecord record, ChainPicture picture) {
    this.record = record;
    this.picture = picture;
  }

  /** Everything that is not as promised; empty where all promises were kept. */
  public static List<Violation> judge(PlayRecord record, ChainPicture picture) {
    Audit audit = new Audit(record, picture);
    audit.violations.addAll(record.violations());
    audit.nothingAcknowledgedIsGone();
    audit.nothingIsAwardedTwice();
    picture.requests().values().forEach(one -> audit.violations.addAll(Laws.request(one)));
    picture.requests().values().forEach(audit::requestKeepsItsBounds);
    picture.lines().forEach(line -> Laws.stock(line).ifPresent(audit.violations::add));
    picture.orders().values().forEach(order -> audit.violations.addAll(Laws.quantities(order)));
    audit.unitsAreConserved();
    audit.violations.addAll(Settling.disagreements(picture));
    audit.nothingIsAwardedTooLate();
    audit.violations.addAll(Settling.overdue(picture));
    return List.copyOf(audit.violations);
  }

  private void saw(String promise, String subject, String words) {
    violations.add(new Violation(promise, subject, words));
  }

  /** P5: what a client was told is still so. */
  private void nothingAcknowledgedIsGone() {
    for (String request : record.posted().keySet()) {
      if (!picture.requests().containsKey(request)) {
        saw("P5", request, "was acknowledged as posted, and is not there");
      }
    }
    for (WonGrab grab : record.won().values()) {
      TransferOrder order = picture.orders().get(grab.order());
      if (order == null) {
        saw("P5", grab.order(), "was acknowledged as won, and is not there");
      } else if (!awarded(order).equals(bySku(grab.lines()))) {
        saw("P5", grab.order(), "was awarded " + bySku(grab.lines()) + ", has " + awarded(order));
      }
      TransferRequest request = picture.requests().get(grab.request());
      boolean known =
          request != null
              && request.getAwardsList().stream()
                  .anyMatch(award -> award.getTransferOrder().equals(grab.order()));
      if (!known) {
        saw("P5", grab.order(), "was acknowledged as won, and its request knows no such award");
      }
    }
    for (String request : record.cancelled().keySet()) {
      TransferRequest now = picture.requests().get(request);
      if (now != null && now.getState() != TransferRequest.State.STATE_CANCELLED) {
        saw("P5", request, "was acknowledged as cancelled, and is " + now.getState());
      }
    }
  }

  /** P6: an award that nobody was told of came from a copy that had an effect of its own. */
  private void nothingIsAwardedTwice() {
    TreeSet<String> undecided =
        record.undecided().stream()
            .map(PlayRecord.Undecided::target)
            .collect(Collectors.toCollection(TreeSet::new));
    for (TransferRequest request : picture.requests().values()) {
      for (Award award : request.getAwardsList()) {
        if (!record.won().containsKey(award.getTransferOrder())
            && !record.hasBid(request.getName(), award.getStore())
            && !undecided.contains(request.getName())) {
          saw(
              "P6",
              award.getTransferOrder(),
              "is an award that nobody was told of: " + flat(award));
        }
      }
    }
  }

  /** P1: never more awarded than asked for, by what the orders themselves say. */
  private void requestKeepsItsBounds(TransferRequest request) {
    Map<String, Long> covered = new HashMap<>();
    Map<String, Long> accepted = new HashMap<>();
    Map<String, Long> awarded = new HashMap<>();
    Map<String, Long> givenBack = new HashMap<>();
    TreeSet<String> suppliers = new TreeSet<>();
    Map<String, String> lineOf = ModePaths.lines(request);
    for (Award award : request.getAwardsList()) {
      TransferOrder order = picture.orders().get(award.getTransferOrder());
      if (order == null) {
        saw("P1", award.getTransferOrder(), "was awarded, and has no order");
        continue;
      }
      for (OrderLine line : order.getLinesList()) {
        long back = line.getShorted() + line.getCancelled();
        long goesOn = line.getAwarded() - back;
        String sku = lineOf.getOrDefault(line.getSku(), line.getSku());
        awarded.merge(sku, line.getAwarded(), Long::sum);
        givenBack.merge(sku, back, Long::sum);
        covered.merge(sku, goesOn, Long::sum);
        accepted.merge(sku, line.getAccepted(), Long::sum);
        if (goesOn > 0) {
          suppliers.add(order.getSupplierStore());
        }
      }
    }
    for (RequestLine line : request.getLinesList()) {
      long goesOn = covered.getOrDefault(line.getSku(), 0L);
      if (goesOn > line.getQuantity()) {
        saw("P1", request.getName(), goesOn + " units awarded of " + flat(line));
      }
      if (line.getCovered() != goesOn) {
        saw("P1", request.getName(), "its orders cover " + goesOn + ", it says " + flat(line));
      }
      if (line.getReceived() != accepted.getOrDefault(line.getSku(), 0L)) {
        saw(
            "P1",
            request.getName(),
            "its orders brought %d, it says %s"
                .formatted(accepted.getOrDefault(line.getSku(), 0L), flat(line)));
      }
      if (line.getOpen() > line.getQuantity() - goesOn || line.getOpen() < 0) {
        saw("P1", request.getName(), "more open than is left: " + flat(line));
      }
    }
    TreeSet<String> asked = new TreeSet<>();
    request.getLinesList().forEach(line -> asked.add(line.getSku()));
    if (!asked.containsAll(awarded.keySet())) {
      saw("P1", request.getName(), "awarded " + awarded.keySet() + ", asked for " + asked);
    }
    if (request.getSplitLimit() > 0 && suppliers.size() > request.getSplitLimit()) {
      saw("P1", request.getName(), "more suppliers than may share it: " + suppliers);
    }
    if (request.getAllOrNothing()) {
      onlyWhole(request, givenBack);
    }
  }

  /** An all-or-nothing request whose awards gave nothing back has one award of everything. */
  private void onlyWhole(TransferRequest request, Map<String, Long> givenBack) {
    boolean nothingBack = givenBack.values().stream().allMatch(units -> units == 0);
    if (!nothingBack || request.getAwardsCount() == 0) {
      return;
    }
    Map<String, Long> asked = new TreeMap<>();
    request.getLinesList().forEach(line -> asked.put(line.getSku(), line.getQuantity()));
    boolean whole =
        request.getAwardsCount() == 1 && bySku(request.getAwards(0).getLinesList()).equals(asked);
    if (!whole) {
      saw("P1", request.getName(), "all or nothing, and awarded " + flat(request.getAwardsList()));
    }
  }

  /** P4: what was there and came in is on shelves, in transit, with customers or written off. */
  private void unitsAreConserved() {
    Map<String, Long> found = new TreeMap<>();
    for (StockLine line : picture.lines()) {
      found.merge(line.getSku(), line.getOnHand() + line.getUnsellable(), Long::sum);
    }
    for (TransferOrder order : picture.orders().values()) {
      boolean toCustomer = order.getDestination().hasCustomerReference();
      for (OrderLine line : order.getLinesList()) {
        long away = line.getInTransit() + line.getReturning();
        long delivered = toCustomer ? line.getAccepted() + line.getDamaged() : 0;
        long writtenOff = line.getLost() + line.getLostBack();
        found.merge(line.getSku(), away + delivered + writtenOff, Long::sum);
      }
    }
    TreeSet<String> skus = new TreeSet<>(found.keySet());
    skus.addAll(record.expected().keySet());
    for (String sku : skus) {
      long units = found.getOrDefault(sku, 0L);
      Span expected = record.expected().getOrDefault(sku, Span.NOTHING);
      if (units < expected.least() || units > expected.most()) {
        saw(
            "P4",
            sku,
            expected.least() == expected.most()
                ? "%d units in the chain, %d are accounted for".formatted(units, expected.least())
                : "%d units in the chain, %d to %d are accounted for"
                    .formatted(units, expected.least(), expected.most()));
      }
    }
  }

  /** P10: nothing is awarded after the time ran out or the request was taken back. */
  private void nothingIsAwardedTooLate() {
    for (TransferRequest request : picture.requests().values()) {
      Instant expires = Shop.instant(request.getExpireTime());
      for (Award award : request.getAwardsList()) {
        Instant at = Shop.instant(award.getAwardTime());
        if (at.isAfter(expires)) {
          saw(
              "P10",
              award.getTransferOrder(),
              "awarded at " + at + ", the time ran out at " + expires);
        }
        PlayRecord.Cancelled cancelled = record.cancelled().get(request.getName());
        if (cancelled != null && at.isAfter(cancelled.at())) {
          saw(
              "P10",
              award.getTransferOrder(),
              "awarded at " + at + ", the request was taken back at " + cancelled.at());
        }
      }
    }
    for (WonGrab grab : record.won().values()) {
      PlayRecord.Cancelled cancelled = record.cancelled().get(grab.request());
      if (cancelled != null && grab.sentAt().isAfter(cancelled.acknowledgedAt())) {
        saw("P10", grab.order(), "grabbed after the cancellation had been acknowledged");
      }
      TransferRequest request = record.posted().get(grab.request());
      if (request != null && grab.sentAt().isAfter(Shop.instant(request.getExpireTime()))) {
        saw("P10", grab.order(), "grabbed after the time had run out");
      }
    }
  }

  private static Map<String, Long> awarded(TransferOrder order) {
    Map<String, Long> units = new TreeMap<>();
    order.getLinesList().forEach(line -> units.merge(line.getSku(), line.getAwarded(), Long::sum));
    return units;
  }

  private static Map<String, Long> bySku(List<Quantity> lines) {
    Map<String, Long> units = new TreeMap<>();
    lines.forEach(line -> units.merge(line.getSku(), line.getQuantity(), Long::sum));
    return units;
  }

  private static String flat(Object message) {
    return message.toString().replace('\n', ' ').strip();
  }
}
