package io.shelfshare.journalstore.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time used so far, on Linux.
 *
 * @param own of this process, in milliseconds
 * @param cassandra of the server, in milliseconds
 */
record CpuTime(long own, long cassandra) {
  private static final long TICK_MILLIS = 10;

  static CpuTime now(long cassandraPid) {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try {
      String[] fields = Files.readString(Path.of("/proc/" + cassandraPid + "/stat")).split(" ");
      long ticks = Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
      return new CpuTime(system.getProcessCpuTime() / 1_000_000, ticks * TICK_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was used since then for each of so many things, in microseconds. */
  String each(CpuTime before, long count) {
    return "CPU us each: app %6.1f, cassandra %6.1f"
        .formatted(
            (own - before.own) * 1000.0 / count, (cassandra - before.cassandra) * 1000.0 / count);
  }
}
