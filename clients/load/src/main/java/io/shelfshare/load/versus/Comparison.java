package io.shelfshare.load.versus;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that a comparison came to.
 *
 * @param facts of the machine, the settings and the versions, by name, in the order to be shown
 * @param notes what a reader must know to judge the figures, a sentence each
 * @param checks invariants at the end, by name; empty where nothing is wrong
 */
public record Comparison(
    Instant startTime,
    String command,
    Map<String, String> facts,
    List<String> notes,
    Map<Workload, Map<String, List<Turn>>> workloads,
    List<OpenLoop> openLoops,
    Map<String, String> checks) {

  /** The names of the sides. */
  public static final String OURS = "ours";

  /** The service over PostgreSQL. */
  public static final String PEER = "peer";

  /** A side's rates over the rounds. */
  public Spread rates(Workload workload, String side) {
    return Spread.of(perSecond(workload, side));
  }

  /** What our rates are in multiples of another side's, round by round. */
  public Spread ratios(Workload workload, String other) {
    return Spread.ofRatios(perSecond(workload, OURS), perSecond(workload, other));
  }

  private List<Double> perSecond(Workload workload, String side) {
    return turns(workload, side).stream().map(Turn::perSecond).toList();
  }

  /** A side's turns. */
  public List<Turn> turns(Workload workload, String side) {
    return workloads.getOrDefault(workload, Map.of()).getOrDefault(side, List.of());
  }

  /** Whether every invariant held. */
  public boolean isSound() {
    return checks.values().stream().allMatch(String::isEmpty);
  }
}
