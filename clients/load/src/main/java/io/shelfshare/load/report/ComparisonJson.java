package io.shelfshare.load.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shelfshare.load.versus.Comparison;
import io.shelfshare.load.versus.OpenLoop;
import io.shelfshare.load.versus.RawSide;
import io.shelfshare.load.versus.Spread;
import io.shelfshare.load.versus.Turn;
import io.shelfshare.load.versus.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Writes a comparison as one JSON object; fields are only ever added. */
public final class ComparisonJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double HUNDREDTHS = 100.0;

  private ComparisonJson() {}

  /** The comparison, indented. */
  public static String of(Comparison comparison) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("start_time", comparison.startTime().toString());
    root.put("command", comparison.command());
    ObjectNode facts = root.putObject("facts");
    comparison.facts().forEach(facts::put);
    ArrayNode notes = root.putArray("notes");
    comparison.notes().forEach(notes::add);
    ObjectNode workloads = root.putObject("workloads");
    comparison
        .workloads()
        .forEach(
            (workload, turns) ->
                workloads.set(workload.key(), workload(comparison, workload, turns)));
    ArrayNode open = root.putArray("open_loop");
    comparison.openLoops().forEach(loop -> open.add(open(loop)));
    ObjectNode checks = root.putObject("checks");
    comparison.checks().forEach((name, wrong) -> checks.put(name, wrong.isEmpty() ? "ok" : wrong));
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of numbers and texts can be written", impossible);
    }
  }

  private static ObjectNode workload(
      Comparison comparison, Workload workload, Map<String, List<Turn>> turns) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("unit", workload.unit() + "/s");
    node.put("words", workload.words());
    for (String side : turns.keySet()) {
      node.set(side, spread(comparison.rates(workload, side)));
    }
    node.set("ratio_peer", spread(comparison.ratios(workload, Comparison.PEER)));
    node.set("ratio_pgbench", spread(comparison.ratios(workload, RawSide.NAME)));
    ObjectNode costs = node.putObject("costs");
    turns.forEach((side, all) -> costs.set(side, costs(all)));
    return node;
  }

  static ObjectNode costs(List<Turn> turns) {
    ObjectNode node = MAPPER.createObjectNode();
    ObjectNode cpu = node.putObject("cpu_us_each");
    medianCpu(turns, Turn::cpuMicrosEach)
        .forEach((process, micros) -> cpu.put(process, rounded(micros)));
    ObjectNode compilers = node.putObject("compiler_us_each");
    medianCpu(turns, Turn::compilerMicrosEach)
        .forEach((process, micros) -> compilers.put(process, rounded(micros)));
    put(node, "written_bytes_each", turns, Turn::writtenBytesEach);
    put(node, "log_bytes_each", turns, Turn::logBytesEach);
    put(node, "closed_loop_p50_ms", turns, Turn::p50);
    put(node, "closed_loop_p99_ms", turns, Turn::p99);
    node.put("failed", turns.stream().mapToLong(Turn::failed).sum());
    return node;
  }

  /** The median over the rounds of what each process used, altogether or for something. */
  static Map<String, Double> medianCpu(
      List<Turn> turns, Function<Turn, Map<String, Double>> micros) {
    Map<String, Double> medians = new TreeMap<>();
    for (String process : micros.apply(turns.get(0)).keySet()) {
      medians.put(process, median(turns, turn -> micros.apply(turn).getOrDefault(process, 0.0)));
    }
    return medians;
  }

  /** The same as words, such as {@code node 950, of which its compilers 40}. */
  static String cpuWords(List<Turn> turns) {
    Map<String, Double> compilers = medianCpu(turns, Turn::compilerMicrosEach);
    List<String> parts = new ArrayList<>();
    medianCpu(turns, Turn::cpuMicrosEach)
        .forEach(
            (process, micros) -> {
              parts.add(PlainPage.format("%s %.0f", process, micros));
              if (compilers.containsKey(process)) {
                parts.add(PlainPage.format("of it compilers %.0f", compilers.get(process)));
              }
            });
    return String.join(", ", parts);
  }

  static double median(List<Turn> turns, ToDoubleFunction<Turn> value) {
    return Spread.of(turns.stream().map(value::applyAsDouble).toList()).median();
  }

  /** Leaves out what nobody measured. */
  private static void put(
      ObjectNode node, String name, List<Turn> turns, ToDoubleFunction<Turn> value) {
    double median = median(turns, value);
    if (median > 0) {
      node.put(name, rounded(median));
    }
  }

  static ObjectNode spread(Spread spread) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("median", rounded(spread.median()));
    node.put("min", rounded(spread.min()));
    node.put("max", rounded(spread.max()));
    ArrayNode rounds = node.putArray("rounds");
    spread.rounds().forEach(value -> rounds.add(rounded(value)));
    return node;
  }

  private static ObjectNode open(OpenLoop loop) {
    return MAPPER
        .createObjectNode()
        .put("side", loop.side())
        .put("percent_of_knee", loop.percent())
        .put("per_second", rounded(loop.perSecond()))
        .put("p50_ms", loop.p50())
        .put("p99_ms", loop.p99())
        .put("p99_9_ms", loop.p999())
        .put("max_ms", loop.max())
        .put("failed_or_not_sent", loop.lost())
        .put("generator_latest_ms", loop.generatorLateMillis());
  }

  static double rounded(double value) {
    return Math.round(value * HUNDREDTHS) / HUNDREDTHS;
  }
}
