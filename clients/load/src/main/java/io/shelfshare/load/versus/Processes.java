package io.shelfshare.load.versus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads from {@code /proc} what processes and their children have used. Linux alone has it. */
public final class Processes {
  /** Linux counts in hundredths of a second wherever Java runs on it. */
  private static final double MICROS_PER_TICK = 10_000;

  private static final int USER_TICKS = 11;
  private static final int CHILDREN_SYSTEM_TICKS = 14;

  private final Map<String, Long> roots;
  private final long self = ProcessHandle.current().pid();

  /** Processes by name; those that they start count as theirs. */
  public Processes(Map<String, Long> roots) {
    this.roots = new LinkedHashMap<>(roots);
  }

  /** What they have used until now. */
  public Costs look(double logBytes) {
    Map<String, Double> cpu = new LinkedHashMap<>();
    Map<String, Double> written = new LinkedHashMap<>();
    roots.forEach(
        (name, root) -> {
          List<Long> tree = tree(root);
          cpu.put(name, tree.stream().mapToDouble(pid -> ticks(pid, true)).sum());
          written.put(name, tree.stream().mapToDouble(Processes::written).sum());
        });
    cpu.put("generator", ticks(self, false));
    return new Costs(cpu, written, logBytes);
  }

  /** What ended children of this process have used, such as one run of pgbench. */
  public double endedChildrenMicros() {
    return ticks(self, true) - ticks(self, false);
  }

  /** Whether a kernel tells here what processes use. */
  public static boolean areVisible() {
    return Files.isReadable(Path.of("/proc/self/stat"));
  }

  private static List<Long> tree(long root) {
    Stream<ProcessHandle> below =
        ProcessHandle.of(root).map(ProcessHandle::descendants).orElse(Stream.empty());
    return Stream.concat(Stream.of(root), below.map(ProcessHandle::pid)).toList();
  }

  /** A process that is gone meanwhile has used nothing more; its parent counts it. */
  private static double ticks(long pid, boolean withEndedChildren) {
    Optional<String> stat = read(pid, "stat");
    if (stat.isEmpty()) {
      return 0;
    }
    // The name before may hold anything, blanks and brackets as well.
    String[] fields = stat.get().substring(stat.get().lastIndexOf(')') + 2).split(" ", -1);
    double sum = 0;
    int last = withEndedChildren ? CHILDREN_SYSTEM_TICKS : CHILDREN_SYSTEM_TICKS - 2;
    for (int field = USER_TICKS; field <= last; field++) {
      sum += Long.parseLong(fields[field]);
    }
    return sum * MICROS_PER_TICK;
  }

  private static double written(long pid) {
    return read(pid, "io")
        .flatMap(
            io ->
                io.lines()
                    .filter(line -> line.startsWith("write_bytes: "))
                    .map(line -> Double.parseDouble(line.substring("write_bytes: ".length())))
                    .findFirst())
        .orElse(0.0);
  }

  private static Optional<String> read(long pid, String file) {
    try {
      return Optional.of(Files.readString(Path.of("/proc/" + pid, file)));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
