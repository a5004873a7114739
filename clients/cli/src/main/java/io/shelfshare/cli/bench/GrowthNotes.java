package io.shelfshare.cli.bench;

import io.shelfshare.load.versus.WarmUp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a reader must know to judge the figures of growth; in the report beside them. */
final class GrowthNotes {
  static final List<String> ALL =
      List.of(
          "Every market is a chain, a Cassandra and a cluster of its own. The smallest one stays up"
              + " and takes turns with one other at a time, which idles meanwhile. All processes,"
              + " the generator too, share this machine's processors.",
          "A grab has a request to itself; any store, any SKU. Requests are posted before the turn"
              + " and not measured. Every answer is durable.",
          "A turn's processor time runs from before its first call until the processes are calm"
              + " again, so that what is done after the answer is counted. A ratio is that to the"
              + " smallest market's turn of the same round.",
          "Before its first turn that counts, each market plays until the just-in-time compilers of"
              + " its JVMs are nearly done, or for as many turns as the settings say. What they"
              + " still take is within the processor time, and is shown apart as well.",
          "Heaps are chosen so that every store's stock stays in memory: a node that has less reads"
              + " back the stores that it put away, and pays for that with each grab.",
          "Memory is the heap in use after a full collection: before any stock, with all of it, and"
              + " with 10,000 open requests besides. Bytes a line contain the line in its store's"
              + " entity and in the node's index, and the line's share of the entity itself.",
          "A cold start is that of everything after a stop in order: first the database, then the"
              + " nodes. The first grab is posted and sent once the nodes say that they are ready.",
          "Cold starts are those of one node. On three nodes the same chain runs on three processes"
              + " of this one machine, which therefore share its processors; read the processor"
              + " time rather than the rate.");

  private GrowthNotes() {}

  /** What a run was set to. */
  static Map<String, String> settings(GrowthPlan plan, WarmUp warmUp) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("stock", "%,d units of each line".formatted(GrowthPlan.units()));
    facts.put(
        "turns",
        "%d rounds of %d s each after a warm-up: %s"
            .formatted(plan.rounds(), plan.length().toSeconds(), warmUp.words()));
    facts.put(
        "generator",
        "%d calls in flight over 2 connections to each node, seed %d"
            .formatted(plan.inFlight(), plan.seed()));
    facts.put(
        "settings",
        "no rate limit for the chain's callers, confirm-within 12h, heaps as in the table, all"
            + " stores and 20,000 requests and orders in memory, commitlog_sync batch");
    return facts;
  }
}
