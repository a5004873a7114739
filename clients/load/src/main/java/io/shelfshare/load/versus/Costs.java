package io.shelfshare.load.versus;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What processes have used since they began, or between two looks.
 *
 * @param cpuMicros of the processor, by process, user and system together
 * @param compilerMicros what the just-in-time compilers of each JVM took of it; none elsewhere
 * @param writtenBytes handed to the disk, by process
 * @param logBytes by which the database's log has grown; 0 where nobody says
 */
public record Costs(
    Map<String, Double> cpuMicros,
    Map<String, Double> compilerMicros,
    Map<String, Double> writtenBytes,
    double logBytes) {

  public Costs {
    cpuMicros = Map.copyOf(cpuMicros);
    compilerMicros = Map.copyOf(compilerMicros);
    writtenBytes = Map.copyOf(writtenBytes);
  }

  /** What came between an earlier look and this one. */
  public Costs since(Costs earlier) {
    return new Costs(
        difference(cpuMicros, earlier.cpuMicros),
        difference(compilerMicros, earlier.compilerMicros),
        difference(writtenBytes, earlier.writtenBytes),
        logBytes - earlier.logBytes);
  }

  private static Map<String, Double> difference(
      Map<String, Double> now, Map<String, Double> earlier) {
    Map<String, Double> between = new LinkedHashMap<>();
    now.forEach((process, used) -> between.put(process, used - earlier.getOrDefault(process, 0.0)));
    return between;
  }
}
