package io.shelfshare.cli.bench;

import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.load.postgres.ThrowAwayPostgres;
import io.shelfshare.load.run.Stint;
import io.shelfshare.load.versus.RawSide;
import io.shelfshare.market.v1.ListStockLinesRequest;
import io.shelfshare.market.v1.ListStoresRequest;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What must hold at the end, whoever was faster; an empty text where it does. */
final class Checks {
  private static final int PAGE = 1_000;

  private final Plan plan;
  private final ThrowAwayPostgres postgres;
  private final String peerDatabase;

  Checks(Plan plan, ThrowAwayPostgres postgres, String peerDatabase) {
    this.plan = plan;
    this.postgres = postgres;
    this.peerDatabase = peerDatabase;
  }

  Map<String, String> all(Stint ours, Stint theirs, RawSide raw, ShelfshareClient client) {
    Map<String, String> checks = new LinkedHashMap<>();
    try (client) {
      long onHand = 0;
      long reserved = 0;
      List<String> stores =
          client
              .listStores(ListStoresRequest.newBuilder().setPageSize(PAGE).build())
              .map(Store::getName)
              .toList();
      for (String store : stores) {
        ListStockLinesRequest all =
            ListStockLinesRequest.newBuilder().setParent(store).setPageSize(PAGE).build();
        for (StockLine line : client.listStockLines(all).toList()) {
          onHand += line.getOnHand();
          reserved += line.getReserved();
        }
      }
      checks.put(
          "ours: units on hand are those that were loaded", equal(onHand, units(), ours.unknown()));
      checks.put(
          "ours: units reserved are the grabs won", equal(reserved, ours.won(), ours.unknown()));
    }
    long open =
        Long.parseLong(
            postgres.query(peerDatabase, "SELECT count(*) FROM inv.reservation WHERE state = 1"));
    checks.put(
        "peer: open reservations are the grabs won", equal(open, theirs.won(), theirs.unknown()));
    checks.put(
        "peer: its invariants",
        wrong(postgres.script(peerDatabase, "check.sql", Map.of("total", units()))));
    checks.put("pgbench: its invariants", wrong(raw.checks(Plan.UNITS)));
    return checks;
  }

  private long units() {
    return (long) plan.stores() * plan.skus() * Plan.UNITS;
  }

  /** A call that nobody answered may have won or not. */
  private static String equal(long found, long expected, long unknown) {
    return Math.abs(found - expected) <= unknown
        ? ""
        : "%,d, expected %,d (%,d unknown)".formatted(found, expected, unknown);
  }

  private static String wrong(String printed) {
    return printed.lines().filter(line -> !line.endsWith("|0")).collect(Collectors.joining("; "));
  }
}
