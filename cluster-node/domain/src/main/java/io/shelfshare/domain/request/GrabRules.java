package io.shelfshare.domain.request;

import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether a store may have units of a request, in the order of precedence of the reasons. Units
 * that others hold softly count as open where a loss would be told: it would not be certain yet.
 */
final class GrabRules {
  private final PostedRequest request;
  private final SoftHolds softHolds;
  private final SortedMap<SkuId, Long> open = new TreeMap<>();
  private final SortedMap<SkuId, Long> free = new TreeMap<>();

  GrabRules(PostedRequest request, SoftHolds softHolds) {
    this.request = request;
    this.softHolds = softHolds;
    for (RequestLine line : Coverage.lines(request)) {
      if (line.open() > 0) {
        open.put(line.sku(), line.open());
        long left = line.open() - softHolds.held(request.spec(), line.sku());
        if (left > 0) {
          free.put(line.sku(), left);
        }
      }
    }
  }

  /** Units of each line that nobody has nor holds softly. */
  SortedMap<SkuId, Long> free() {
    return free;
  }

  /** The refusal of a grab, or of what an offer gives, by the store that grabs. */
  Optional<Refusal> refusal(StoreId supplier, List<Units> lines) {
    if (supplier.equals(request.spec().store())) {
      return because(Reason.OWN_REQUEST);
    }
    if (request.cancelled().isPresent()) {
      return because(Reason.REQUEST_CANCELLED);
    }
    if (request.expiredAt().isPresent()) {
      return because(Reason.REQUEST_EXPIRED);
    }
    if (request.excluded().contains(supplier)) {
      return because(Reason.SUPPLIER_EXCLUDED);
    }
    if (open.isEmpty()) {
      return because(Reason.ALREADY_COVERED);
    }
    SortedMap<SkuId, Long> wanted = request.spec().byLine(lines);
    for (var one : wanted.entrySet()) {
      long mostOpen = open.getOrDefault(one.getKey(), 0L);
      if (one.getValue() > mostOpen) {
        return because(Reason.GRAB_EXCEEDS_OPEN, one.getKey(), one.getValue(), mostOpen);
      }
    }
    if (request.spec().allOrNothing() && !wanted.equals(open)) {
      return because(Reason.ALL_OR_NOTHING);
    }
    Set<StoreId> suppliers = Coverage.suppliers(request);
    if (!fitsSplitLimit(supplier, suppliers, wanted, List.of(open, free))) {
      return Optional.of(
          Refusal.of(Reason.SPLIT_LIMIT, "split_limit", request.spec().splitLimit()));
    }
    for (var one : wanted.entrySet()) {
      if (one.getValue() > free.getOrDefault(one.getKey(), 0L)) {
        return because(
            Reason.CONTENDED, one.getKey(), one.getValue(), open.getOrDefault(one.getKey(), 0L));
      }
    }
    softHolds.all().forEach(hold -> suppliers.add(hold.taker()));
    return fitsSplitLimit(supplier, suppliers, wanted, List.of(free))
        ? Optional.empty()
        : because(Reason.CONTENDED);
  }

  /** The last supplier that the limit allows has to bring all that is left. */
  private boolean fitsSplitLimit(
      StoreId supplier,
      Set<StoreId> others,
      SortedMap<SkuId, Long> wanted,
      List<SortedMap<SkuId, Long>> all) {
    int limit = request.spec().splitLimit();
    if (limit == 0) {
      return true;
    }
    int count = others.size() + (others.contains(supplier) ? 0 : 1);
    return count < limit || (count == limit && all.contains(wanted));
  }

  private static Optional<Refusal> because(Reason reason) {
    return Optional.of(Refusal.of(reason));
  }

  private static Optional<Refusal> because(Reason reason, SkuId line, long wanted, long open) {
    return Optional.of(
        new Refusal(
            reason,
            Map.of(
                "sku", line.value(),
                "wanted", Long.toString(wanted),
                "open", Long.toString(open))));
  }
}
