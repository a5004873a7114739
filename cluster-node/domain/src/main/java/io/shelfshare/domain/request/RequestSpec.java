package io.shelfshare.domain.request;

import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a store asks for; pinned when it is posted.
 *
 * @param lines each SKU once
 * @param customerReference set where the units go straight to a customer: an opaque token
 * @param splitLimit the most suppliers, 0 for no limit
 * @param region the asking store's region path when it posted
 * @param options what most requests leave as it is
 */
public record RequestSpec(
    StoreId store,
    List<Units> lines,
    Mode mode,
    Optional<String> customerReference,
    Instant expireAt,
    Optional<Instant> neededBy,
    boolean allOrNothing,
    int splitLimit,
    String note,
    String region,
    RequestOptions options) {
  public RequestSpec {
    lines = List.copyOf(lines);
    long skus = lines.stream().map(Units::sku).distinct().count();
    if (lines.isEmpty()
        || skus != lines.size()
        || lines.stream().anyMatch(units -> units.quantity() == 0)) {
      throw new IllegalArgumentException("a request asks for 1 or more units of each SKU, once");
    }
  }

  /** A usual request. */
  public RequestSpec(
      StoreId store,
      List<Units> lines,
      Mode mode,
      Optional<String> customerReference,
      Instant expireAt,
      Optional<Instant> neededBy,
      boolean allOrNothing,
      int splitLimit,
      String note,
      String region) {
    this(
        store,
        lines,
        mode,
        customerReference,
        expireAt,
        neededBy,
        allOrNothing,
        splitLimit,
        note,
        region,
        RequestOptions.USUAL);
  }

  /** Whether the poster offers units instead of asking for them. */
  public boolean isSupply() {
    return options.kind() == RequestOptions.Kind.SUPPLY;
  }

  /** An offer goes to whoever comes first; there is nobody to rank whom it could be pressed on. */
  public Optional<Refusal> notOffered() {
    return stages().stream()
        .filter(stage -> isSupply() && stage.mode() != Mode.FIRST_COME)
        .findFirst()
        .map(stage -> Refusal.of(Refusal.Reason.MODE_NOT_OFFERED, "mode", stage.mode()));
  }

  /** How it is decided, one after the other; never empty. */
  public List<Stage> stages() {
    return options.stages().isEmpty() ? List.of(Stage.of(mode)) : options.stages();
  }

  /** The line that units of {@code sku} count for: its own, or one that it may stand in for. */
  public SkuId lineOf(SkuId sku) {
    for (var line : options.substitutes().entrySet()) {
      if (line.getValue().contains(sku)) {
        return line.getKey();
      }
    }
    return sku;
  }

  /** Units by the line that they count for. */
  public SortedMap<SkuId, Long> byLine(Collection<Units> units) {
    SortedMap<SkuId, Long> sums = new TreeMap<>();
    units.forEach(one -> sums.merge(lineOf(one.sku()), one.quantity(), Math::addExact));
    return sums;
  }

  /** Of these units, how many count for a line. */
  long ofLine(Collection<Units> units, SkuId line) {
    long sum = 0;
    for (Units one : units) {
      sum = lineOf(one.sku()).equals(line) ? Math.addExact(sum, one.quantity()) : sum;
    }
    return sum;
  }

  /** The same with other options. */
  public RequestSpec with(RequestOptions other) {
    return new RequestSpec(
        store,
        lines,
        mode,
        customerReference,
        expireAt,
        neededBy,
        allOrNothing,
        splitLimit,
        note,
        region,
        other);
  }

  RequestSpec edited(RequestEdit edit) {
    Map<SkuId, Long> changed = Units.bySku(edit.quantities());
    return new RequestSpec(
        store,
        lines.stream()
            .map(one -> new Units(one.sku(), changed.getOrDefault(one.sku(), one.quantity())))
            .toList(),
        mode,
        customerReference,
        edit.expireAt().orElse(expireAt),
        edit.neededBy().or(() -> neededBy),
        allOrNothing,
        splitLimit,
        edit.note().orElse(note),
        region,
        options);
  }

  /** How a request is decided. */
  public enum Mode {
    FIRST_COME,
    SEALED_WINDOW,
    ASSIGNED
  }
}
