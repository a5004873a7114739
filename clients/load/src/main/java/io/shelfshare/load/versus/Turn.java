package io.shelfshare.load.versus;

import java.util.Map;

/**
 * One side's turn at one workload.
 *
 * @param perSecond of the workload's unit
 * @param p50 milliseconds; 0 where nobody measured
 * @param p99 milliseconds; 0 where nobody measured
 * @param failed calls that were answered with anything but what they were meant to
 * @param cpuMicrosEach by process, for one of the unit, until all that it caused had been done
 * @param compilerMicrosEach what the just-in-time compilers of each JVM took of that
 * @param writtenBytesEach handed to the disk for one of the unit; 0 where nobody can tell
 * @param logBytesEach by which the database's log grew for one of the unit; 0 where nobody can tell
 */
public record Turn(
    double perSecond,
    double p50,
    double p99,
    long failed,
    Map<String, Double> cpuMicrosEach,
    Map<String, Double> compilerMicrosEach,
    double writtenBytesEach,
    double logBytesEach) {

  public Turn {
    cpuMicrosEach = Map.copyOf(cpuMicrosEach);
    compilerMicrosEach = Map.copyOf(compilerMicrosEach);
  }

  /** Processor time of what serves, without the generator, in microseconds for one of the unit. */
  public double servingMicros() {
    return cpuMicrosEach.entrySet().stream()
        .filter(one -> !one.getKey().equals(Processes.GENERATOR))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** What compilers took of {@link #servingMicros}. */
  public double compilingMicros() {
    return compilerMicrosEach.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
