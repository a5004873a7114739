package io.shelfshare.domain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** So many units of one SKU; never negative. */
public record Units(SkuId sku, long quantity) {
  public Units {
    if (quantity < 0) {
      throw new IllegalArgumentException("units of " + sku + " must not be negative: " + quantity);
    }
  }

  /** Quantities by SKU in the order of SKUs; several of one SKU add up. */
  public static SortedMap<SkuId, Long> bySku(Collection<Units> units) {
    SortedMap<SkuId, Long> sums = new TreeMap<>();
    units.forEach(one -> sums.merge(one.sku(), one.quantity(), Math::addExact));
    return sums;
  }

  /** The opposite of {@link #bySku}, without the SKUs of which there are none. */
  public static List<Units> listOf(Map<SkuId, Long> bySku) {
    return bySku.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> new Units(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** How many units of {@code sku} there are among {@code units}. */
  public static long of(SkuId sku, Collection<Units> units) {
    return units.stream().filter(one -> one.sku().equals(sku)).mapToLong(Units::quantity).sum();
  }

  /** How many there are in all. */
  public static long total(Collection<Units> units) {
    return units.stream().mapToLong(Units::quantity).sum();
  }
}
