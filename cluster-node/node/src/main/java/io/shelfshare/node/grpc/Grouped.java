package io.shelfshare.node.grpc;

import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.gateway.ReportGateway;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * A report that was worked out.
 *
 * @param sums by group, in the order of the groups; of everything under the empty key where nothing
 *     was grouped
 * @param total of all groups
 */
record Grouped<T>(ReportGroups groups, TreeMap<List<String>, T> sums, T total) {

  /**
   * Folds what indexes and tables came to into the groups that were asked for.
   *
   * @param sums empty where there are too many groups
   * @param field that asks for the groups
   * @throws io.shelfshare.node.grpc.error.CallFailed where there are too many groups
   */
  static <T> Grouped<T> of(
      ReportGroups groups,
      Optional<Map<List<String>, T>> sums,
      BinaryOperator<T> plus,
      T none,
      String field) {
    Map<List<String>, T> all =
        sums.orElseThrow(
            () ->
                Checks.wrong(
                    field,
                    String.join(", ", groups.headings()),
                    Expected.of("groups_max", "max", ReportGateway.GROUPS_MAX)));
    TreeMap<List<String>, T> folded = groups.fold(all, plus);
    return new Grouped<>(groups, folded, folded.values().stream().reduce(none, plus));
  }

  /** Keys of at most {@code limit} groups, from the first after {@code after}. */
  List<List<String>> keys(Optional<List<String>> after, long limit) {
    return after.map(last -> sums.tailMap(last, false)).orElse(sums).keySet().stream()
        .filter(key -> !key.isEmpty())
        .limit(limit)
        .toList();
  }

  /** The sum of a group that there is. */
  T of(List<String> key) {
    return Optional.ofNullable(sums.get(key)).orElse(total);
  }
}
