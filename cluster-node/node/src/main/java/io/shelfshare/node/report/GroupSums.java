package io.shelfshare.node.report;

import io.shelfshare.node.grpc.gateway.ReportGateway;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** Sums by group, bounded. Safe for use by several threads. */
final class GroupSums<T> {
  private final BinaryOperator<T> plus;
  private final int groupsMax;
  private final Map<List<String>, T> sums = new HashMap<>();
  private boolean tooMany;

  GroupSums(BinaryOperator<T> plus) {
    this(plus, ReportGateway.GROUPS_MAX);
  }

  GroupSums(BinaryOperator<T> plus, int groupsMax) {
    this.plus = plus;
    this.groupsMax = groupsMax;
  }

  synchronized void add(List<String> key, T more) {
    if (!tooMany) {
      sums.merge(key, more, plus);
      if (sums.size() > groupsMax) {
        tooMany();
      }
    }
  }

  /** There are too many groups for an answer; what was summed is not needed any more. */
  synchronized void tooMany() {
    tooMany = true;
    sums.clear();
  }

  synchronized boolean hasTooMany() {
    return tooMany;
  }

  /** The sums; empty where there are too many groups. */
  synchronized Optional<Map<List<String>, T>> result() {
    return tooMany ? Optional.empty() : Optional.of(Map.copyOf(sums));
  }
}
