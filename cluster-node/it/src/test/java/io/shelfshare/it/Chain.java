package io.shelfshare.it;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Stores and SKUs of one test, named after it, so that tests can share a cluster.
 *
 * @param unitsEach what every store has of every SKU at first
 */
record Chain(List<String> skus, Map<String, Clerk> clerks, long unitsEach) {
  /** Ids of the SKUs of a test. */
  static List<String> skuIds(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + "-k" + i).toList();
  }

  /** Ids of the stores of a test. */
  static List<String> storeIds(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "%s-s%04d".formatted(prefix, i)).toList();
  }

  Chain {
    clerks = new LinkedHashMap<>(clerks);
  }

  List<Clerk> all() {
    return List.copyOf(clerks.values());
  }

  Clerk clerk(String storeIdOrName) {
    return clerks.get(storeIdOrName.substring(storeIdOrName.lastIndexOf('/') + 1));
  }
}
