package io.shelfshare.load.growth;

import io.shelfshare.load.run.Fanout;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a run over several sizes came to.
 *
 * @param facts of the machine, the settings and the versions, by name, in the order to be shown
 * @param notes what a reader must know to judge the figures, a sentence each
 * @param missing what was asked for and not measured, with the reason
 * @param checks invariants at the end, by name; empty where nothing is wrong
 */
public record Growth(
    Instant startTime,
    String command,
    Map<String, String> facts,
    List<String> notes,
    List<Grown> sizes,
    Optional<Fanout> fanout,
    List<String> missing,
    Map<String, String> checks) {

  /** Whether every invariant held. */
  public boolean isSound() {
    return checks.values().stream().allMatch(String::isEmpty);
  }
}
