package io.shelfshare.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.shelfshare.cli.terminal.Table;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.load.market.PlaySummary;
import io.shelfshare.local.chaos.Fault;
import io.shelfshare.local.chaos.Incident;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Says what a chaos came to. */
final class ChaosReport {
  private static final double MILLIS_PER_SECOND = 1_000;

  private final Terminal terminal;
  private final Words words;

  ChaosReport(Terminal terminal, Words words) {
    this.terminal = terminal;
    this.words = words;
  }

  /** One incident in one line. */
  static String line(Words words, Incident incident) {
    return words.of(
        "chaos.incident",
        seconds(incident.at()),
        words.of("chaos.fault." + incident.fault().key()),
        incident.target(),
        seconds(incident.untilTrade()),
        seconds(incident.gap()),
        seconds(incident.slowest()),
        seconds(incident.untilWhole()));
  }

  /** The incidents and the play as data, what was broken on the standard error. */
  void print(PlaySummary summary, List<Incident> incidents, boolean asJson) {
    DemoReport play = new DemoReport(terminal, words);
    if (asJson) {
      terminal.data(json(summary, incidents));
    } else {
      Table table =
          new Table(
              words.headings("fault", "count", "until-trade", "gap", "slowest", "until-whole"));
      byFault(incidents)
          .forEach(
              (fault, all) ->
                  table.row(
                      words.of("chaos.fault." + fault.key()),
                      all.size(),
                      seconds(median(all, Incident::untilTrade)),
                      seconds(median(all, Incident::gap)),
                      seconds(median(all, Incident::slowest)),
                      seconds(median(all, Incident::untilWhole))));
      terminal.data(table);
      terminal.data("");
      play.tables(summary);
    }
    play.verdict(summary);
  }

  private static String json(PlaySummary summary, List<Incident> incidents) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("violations", summary.violations().size());
    json.put("seed", summary.seed());
    Map<String, Object> faults = new LinkedHashMap<>();
    byFault(incidents)
        .forEach(
            (fault, all) -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("count", all.size());
              one.put("until_trade_ms", spread(all, Incident::untilTrade));
              one.put("gap_ms", spread(all, Incident::gap));
              one.put("slowest_answer_ms", spread(all, Incident::slowest));
              one.put("until_whole_ms", spread(all, Incident::untilWhole));
              faults.put(fault.key(), one);
            });
    json.put("faults", faults);
    json.put("incidents", incidents.stream().map(ChaosReport::facts).toList());
    json.put("play", summary.facts());
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("plain maps can be written as JSON", impossible);
    }
  }

  private static Map<String, Object> facts(Incident incident) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("fault", incident.fault().key());
    facts.put("target", incident.target());
    facts.put("at_ms", incident.at().toMillis());
    facts.put("until_trade_ms", incident.untilTrade().toMillis());
    facts.put("gap_ms", incident.gap().toMillis());
    facts.put("slowest_answer_ms", incident.slowest().toMillis());
    facts.put("until_whole_ms", incident.untilWhole().toMillis());
    return facts;
  }

  private static Map<String, Long> spread(
      List<Incident> incidents, Function<Incident, Duration> what) {
    List<Long> sorted = sorted(incidents, what).stream().map(Duration::toMillis).toList();
    Map<String, Long> spread = new LinkedHashMap<>();
    spread.put("median", median(incidents, what).toMillis());
    spread.put("min", sorted.get(0));
    spread.put("max", sorted.get(sorted.size() - 1));
    return spread;
  }

  private static Map<Fault, List<Incident>> byFault(List<Incident> incidents) {
    Map<Fault, List<Incident>> byFault = new EnumMap<>(Fault.class);
    for (Fault fault : Fault.values()) {
      List<Incident> all =
          incidents.stream().filter(incident -> incident.fault() == fault).toList();
      if (!all.isEmpty()) {
        byFault.put(fault, all);
      }
    }
    return byFault;
  }

  private static Duration median(List<Incident> incidents, Function<Incident, Duration> what) {
    List<Duration> sorted = sorted(incidents, what);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
  }

  private static List<Duration> sorted(
      List<Incident> incidents, Function<Incident, Duration> what) {
    return incidents.stream().map(what).sorted().toList();
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toMillis() / MILLIS_PER_SECOND);
  }
}
