package io.shelfshare.cli.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What machine this is, for a report. */
final class MachineFacts {
  private static final double KIB_PER_GIB = 1024.0 * 1024.0;

  private MachineFacts() {}

  static Map<String, String> of(Path folder) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "machine",
        "%d processors, %s, %s memory"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                field("/proc/cpuinfo", "model name", "model unknown"),
                memory()));
    facts.put(
        "system",
        "%s %s, file system %s"
            .formatted(
                System.getProperty("os.name"), System.getProperty("os.version"), store(folder)));
    facts.put("Java", Runtime.version().toString());
    facts.put("load average at the start", loadAverage());
    return facts;
  }

  /** Of the last minute: what else the machine was doing. */
  static String loadAverage() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(Locale.ROOT, "%.2f", load);
  }

  /** Memory that could be had without swapping. */
  static long availableMegabytes() {
    String text = field("/proc/meminfo", "MemAvailable", "").replaceAll("[^0-9]", "");
    return text.isEmpty() ? 0 : Long.parseLong(text) / 1_024;
  }

  private static String memory() {
    String text = field("/proc/meminfo", "MemTotal", "").replaceAll("[^0-9]", "");
    return text.isEmpty()
        ? "unknown"
        : String.format(Locale.ROOT, "%.0f GiB", Long.parseLong(text) / KIB_PER_GIB);
  }

  private static String store(Path folder) {
    try {
      return Files.getFileStore(folder).type();
    } catch (IOException unknown) {
      return "unknown";
    }
  }

  private static String field(String file, String name, String otherwise) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException absent) {
      return otherwise;
    }
  }
}
