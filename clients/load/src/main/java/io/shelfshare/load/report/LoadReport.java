package io.shelfshare.load.report;

import io.shelfshare.load.measure.RunResult;
import io.shelfshare.load.mix.Mix;
import java.time.Instant;
import java.util.List;

/**
 * All that there is to show.
 *
 * @param mix what was run, with the changes that the command line made
 * @param seed that it was run with; the same seed draws the same operations again
 * @param startTime when it began
 * @param endpoints that it was run against
 * @param runs one for an open loop, one a level of a closed one
 */
public record LoadReport(
    Mix mix, long seed, Instant startTime, List<String> endpoints, List<RunResult> runs) {

  public LoadReport {
    endpoints = List.copyOf(endpoints);
    runs = List.copyOf(runs);
  }
}
