package io.shelfshare.load.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shelfshare.load.growth.Footprint;
import io.shelfshare.load.growth.Grown;
import io.shelfshare.load.growth.Growth;
import io.shelfshare.load.measure.Latency;
import io.shelfshare.load.run.Fanout;
import io.shelfshare.load.versus.Spread;
import io.shelfshare.load.versus.Turn;

/** Writes a run over several sizes as one JSON object; fields are only ever added. */
public final class GrowthJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private GrowthJson() {}

  /** The run, indented. */
  public static String of(Growth growth) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("start_time", growth.startTime().toString());
    root.put("command", growth.command());
    ObjectNode facts = root.putObject("facts");
    growth.facts().forEach(facts::put);
    ArrayNode notes = root.putArray("notes");
    growth.notes().forEach(notes::add);
    ArrayNode sizes = root.putArray("sizes");
    growth.sizes().forEach(one -> sizes.add(size(one)));
    Footprint.of(growth.sizes())
        .ifPresent(
            of ->
                root.putObject("heap")
                    .put("bytes_per_line", ComparisonJson.rounded(of.bytesPerLine()))
                    .put("bytes_per_idle_store", ComparisonJson.rounded(of.bytesPerStore())));
    growth.fanout().ifPresent(fanout -> root.set("watchers", watchers(fanout)));
    ArrayNode missing = root.putArray("missing");
    growth.missing().forEach(missing::add);
    ObjectNode checks = root.putObject("checks");
    growth.checks().forEach((name, wrong) -> checks.put(name, wrong.isEmpty() ? "ok" : wrong));
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of numbers and texts can be written", impossible);
    }
  }

  private static ObjectNode size(Grown one) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("size", one.size().key());
    node.put("stores", one.size().stores());
    node.put("skus", one.size().skus());
    node.put("lines", one.size().lines());
    node.put("nodes", one.size().nodes());
    node.put("node_heap_mib", one.nodeHeapMegabytes());
    node.put("cassandra_heap_mib", one.cassandraHeapMegabytes());
    one.loadSeconds().ifPresent(seconds -> node.put("load_s", ComparisonJson.rounded(seconds)));
    if (!one.turns().isEmpty()) {
      node.set(
          "grabs_per_s",
          ComparisonJson.spread(Spread.of(one.turns().stream().map(Turn::perSecond).toList())));
      node.set(
          "cpu_us_per_grab", ComparisonJson.spread(Spread.of(Grown.clusterMicros(one.turns()))));
      node.set(
          "compiler_us_per_grab",
          ComparisonJson.spread(Spread.of(Grown.compilerMicros(one.turns()))));
      node.set("cpu_to_smallest", ComparisonJson.spread(one.microsToReference()));
      node.set(
          "cpu_to_smallest_without_compilers",
          ComparisonJson.spread(one.compiledMicrosToReference()));
      node.set("costs", ComparisonJson.costs(one.turns()));
    }
    one.heap()
        .ifPresent(
            heap -> {
              ObjectNode memory = node.putObject("heap");
              memory.put("directory_bytes", heap.directory());
              memory.put("stocked_bytes", heap.stocked());
              memory.put("posted_bytes", heap.posted());
              memory.put("requests", heap.requests());
              memory.put("bytes_per_line", ComparisonJson.rounded(heap.bytesPerLine(one.size())));
              memory.put("bytes_per_request", ComparisonJson.rounded(heap.bytesPerRequest()));
            });
    one.coldStart()
        .ifPresent(
            cold -> {
              ObjectNode start = node.putObject("cold_start");
              start.put("cassandra_s", ComparisonJson.rounded(cold.cassandraSeconds()));
              start.put("ready_s", ComparisonJson.rounded(cold.readySeconds()));
              start.put("first_grab_s", ComparisonJson.rounded(cold.firstGrabSeconds()));
            });
    return node;
  }

  private static ObjectNode watchers(Fanout fanout) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("watchers", fanout.watchers());
    node.put("connections", fanout.connections());
    node.put("open_s", ComparisonJson.rounded(fanout.openSeconds()));
    node.set("cards_ms", latency(fanout.cards()));
    node.set("last_card_ms", latency(fanout.last()));
    node.put("missing", fanout.missing());
    return node;
  }

  private static ObjectNode latency(Latency latency) {
    return MAPPER
        .createObjectNode()
        .put("count", latency.count())
        .put("p50", latency.p50())
        .put("p90", latency.p90())
        .put("p99", latency.p99())
        .put("max", latency.max());
  }
}
