package io.shelfshare.load.market;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.shelfshare.market.v1.TransferOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What a play came to.
 *
 * @param violations what was not as promised
 * @param picture the chain after it
 * @param seconds how long it was played
 */
public record PlaySummary(
    List<Violation> violations,
    PlayRecord record,
    ChainPicture picture,
    long seed,
    double seconds,
    int stores) {
  private static final double MICROS_PER_MILLI = 1_000.0;
  private static final Map<String, Double> PERCENTILES =
      ordered("p50", 50.0, "p90", 90.0, "p99", 99.0, "p999", 99.9);

  /** Latencies of an operation in milliseconds. */
  public record Latency(long count, Map<String, Double> percentiles, double max) {}

  /** Latencies by operation, of those that happened. */
  public Map<Operation, Latency> latencies() {
    Map<Operation, Latency> latencies = new LinkedHashMap<>();
    for (Operation operation : Operation.values()) {
      Histogram micros = record.latencies(operation);
      if (micros.getTotalCount() > 0) {
        Map<String, Double> percentiles = new LinkedHashMap<>();
        PERCENTILES.forEach(
            (name, at) ->
                percentiles.put(name, micros.getValueAtPercentile(at) / MICROS_PER_MILLI));
        latencies.put(
            operation,
            new Latency(
                micros.getTotalCount(), percentiles, micros.getMaxValue() / MICROS_PER_MILLI));
      }
    }
    return latencies;
  }

  /** The summary as one JSON object. */
  public String json() {
    try {
      return new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValueAsString(facts());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("plain maps can be written as JSON", impossible);
    }
  }

  /** The summary as the fields of a JSON object. */
  public Map<String, Object> facts() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("violations", violations.size());
    json.put("violation_details", violations.stream().map(Violation::toString).toList());
    json.put("seed", seed);
    json.put("seconds", seconds);
    json.put("stores", stores);
    json.put("requests", record.posted().size());
    json.put("requests_cancelled", record.cancelled().size());
    json.put("grabs_won", record.won().size());
    json.put("grabs_lost", record.grabsLost());
    json.put("units_received", record.unitsReceived());
    json.put("units_breached", record.breachedUnits());
    json.put("duplicates_sent", record.duplicates());
    json.put("undecided", record.undecided().size());
    json.put("refusals", record.refusals());
    json.put("requests_by_state", requestsByState());
    json.put("orders_by_end", ordersByEnd());
    Map<String, Long> paths = new TreeMap<>(ModePaths.of(picture));
    Paths.of(record, picture).forEach((name, count) -> paths.merge(name, count, Long::sum));
    json.put("paths", paths);
    Map<String, Object> latencyMillis = new LinkedHashMap<>();
    latencies()
        .forEach(
            (operation, latency) -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("count", latency.count());
              one.putAll(latency.percentiles());
              one.put("max", latency.max());
              latencyMillis.put(operation.key(), one);
            });
    json.put("latency_ms", latencyMillis);
    return json;
  }

  private Map<String, Long> requestsByState() {
    Map<String, Long> counts = new TreeMap<>();
    picture
        .requests()
        .values()
        .forEach(one -> counts.merge(one.getState().name().replace("STATE_", ""), 1L, Long::sum));
    return counts;
  }

  /** Orders by their state, and by the reason where they ended early. */
  private Map<String, Long> ordersByEnd() {
    Map<String, Long> counts = new TreeMap<>();
    for (TransferOrder order : picture.orders().values()) {
      String state = order.getState().name().replace("STATE_", "");
      String reason = order.getEndReason();
      counts.merge(reason.isEmpty() ? state : state + ":" + reason, 1L, Long::sum);
    }
    return counts;
  }

  private static Map<String, Double> ordered(
      String k1, double v1, String k2, double v2, String k3, double v3, String k4, double v4) {
    Map<String, Double> map = new LinkedHashMap<>();
    map.put(k1, v1);
    map.put(k2, v2);
    map.put(k3, v3);
    map.put(k4, v4);
    return map;
  }
}
