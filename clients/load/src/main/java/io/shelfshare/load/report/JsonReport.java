package io.shelfshare.load.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shelfshare.load.measure.Latency;
import io.shelfshare.load.measure.RunResult;
import io.shelfshare.load.measure.Sample;
import io.shelfshare.load.measure.StepResult;
import io.shelfshare.load.mix.Mix;

/** Writes a report as one JSON object; fields are only ever added. */
public final class JsonReport {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonReport() {}

  /** The report, indented. */
  public static String of(LoadReport report) {
    ObjectNode root = MAPPER.createObjectNode();
    root.set("mix", mix(report.mix()));
    root.put("seed", report.seed());
    root.put("start_time", report.startTime().toString());
    ArrayNode endpoints = root.putArray("endpoints");
    report.endpoints().forEach(endpoints::add);
    ArrayNode runs = root.putArray("runs");
    report.runs().forEach(run -> runs.add(run(run)));
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of numbers and texts can be written", impossible);
    }
  }

  private static ObjectNode mix(Mix mix) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("name", mix.name());
    node.put("description", mix.description());
    ObjectNode shares = node.putObject("shares");
    mix.shares().forEach((operation, share) -> shares.put(operation.key(), share));
    ArrayNode stages = node.putArray("stages");
    mix.pace()
        .stages()
        .forEach(
            stage ->
                stages
                    .addObject()
                    .put("per_second", stage.perSecond())
                    .put("seconds", stage.duration().toSeconds()));
    node.put("warm_up_seconds", mix.pace().warmUp().toSeconds());
    node.put("arrivals", mix.pace().evenly() ? "even" : "random");
    node.put("in_flight", mix.pace().inFlight());
    node.put("racers", mix.cast().racers());
    node.put("watchers", mix.cast().watchers());
    node.put("prepared_requests", mix.cast().prepared());
    node.put("stores", mix.cast().stores());
    node.put("skus", mix.cast().skus());
    node.put("restock_units", mix.cast().restock());
    return node;
  }

  private static ObjectNode run(RunResult run) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("label", run.facts().label());
    node.put("concurrency", run.facts().concurrency());
    node.put("intended_per_second", run.facts().intendedPerSecond());
    node.put("measured_seconds", run.facts().measuredSeconds());
    node.put("begun", run.facts().begun());
    node.put("not_sent", run.notSent());
    node.put("contended", run.contended());
    node.put("errors", run.errorCount());
    node.put("in_flight_max", run.facts().inFlightMax());
    node.put("generator_latest_ms", run.facts().latestMillis());
    ObjectNode steps = node.putObject("steps");
    run.steps().forEach((step, result) -> steps.set(step.key(), step(result)));
    ArrayNode series = node.putArray("series");
    run.samples().forEach(sample -> series.add(sample(sample)));
    return node;
  }

  private static ObjectNode step(StepResult result) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("count", result.latency().count());
    node.put("per_second", result.perSecond());
    node.set("latency_ms", latency(result.latency()));
    ObjectNode errors = node.putObject("errors");
    result.errors().forEach(errors::put);
    return node;
  }

  private static ObjectNode latency(Latency latency) {
    return MAPPER
        .createObjectNode()
        .put("mean", latency.mean())
        .put("p50", latency.p50())
        .put("p90", latency.p90())
        .put("p99", latency.p99())
        .put("p99_9", latency.p999())
        .put("max", latency.max());
  }

  private static ObjectNode sample(Sample sample) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("second", sample.second());
    node.put("in_flight", sample.inFlight());
    node.put("not_sent", sample.notSent());
    node.put("errors", sample.errors());
    ObjectNode steps = node.putObject("steps");
    sample
        .steps()
        .forEach(
            (step, latency) ->
                steps
                    .putObject(step.key())
                    .put("count", latency.count())
                    .put("p50", latency.p50())
                    .put("p99", latency.p99())
                    .put("max", latency.max()));
    return node;
  }
}
