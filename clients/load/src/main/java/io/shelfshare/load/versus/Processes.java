package io.shelfshare.load.versus;

import java.io.IOException;
import java.io.UncheckedIOException;
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

  /** The name of this process in what they used. */
  static final String GENERATOR = "generator";

  private static final String SELF = Long.toString(ProcessHandle.current().pid());

  /** As HotSpot names the threads of its two compilers; Linux cuts names after 15 characters. */
  private static final List<String> COMPILERS = List.of("C1 Compiler", "C2 Compiler");

  private final Map<String, Long> roots;

  /** Processes by name; those that they start count as theirs. */
  public Processes(Map<String, Long> roots) {
    this.roots = new LinkedHashMap<>(roots);
  }

  /** How many there are, without those that they start. */
  int count() {
    return roots.size();
  }

  /** What they have used until now. */
  public Costs look(double logBytes) {
    Map<String, Double> cpu = new LinkedHashMap<>();
    Map<String, Double> compilers = new LinkedHashMap<>();
    Map<String, Double> written = new LinkedHashMap<>();
    roots.forEach(
        (name, root) -> {
          List<Long> tree = tree(root);
          cpu.put(name, tree.stream().mapToDouble(pid -> ticks(Long.toString(pid), true)).sum());
          double compiling = tree.stream().mapToDouble(Processes::compilerMicros).sum();
          if (compiling > 0) {
            compilers.put(name, compiling);
          }
          written.put(name, tree.stream().mapToDouble(Processes::written).sum());
        });
    cpu.put(GENERATOR, ticks(SELF, false));
    return new Costs(cpu, compilers, written, logBytes);
  }

  /** The processor of all of them and of this process, and nothing that takes long to find out. */
  double allCpuMicros() {
    return ticks(SELF, false)
        + roots.values().stream()
            .flatMap(root -> tree(root).stream())
            .mapToDouble(pid -> ticks(Long.toString(pid), true))
            .sum();
  }

  /** What ended children of this process have used, such as one run of pgbench. */
  public double endedChildrenMicros() {
    return ticks(SELF, true) - ticks(SELF, false);
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
  private static double ticks(String pid, boolean withEndedChildren) {
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

  /** Of the threads that compile; one that has ended meanwhile is forgotten. */
  private static double compilerMicros(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return threads
          .map(thread -> pid + "/task/" + thread.getFileName())
          .filter(
              thread ->
                  read(thread, "comm")
                      .filter(name -> COMPILERS.stream().anyMatch(name::startsWith))
                      .isPresent())
          .mapToDouble(thread -> ticks(thread, false))
          .sum();
    } catch (IOException | UncheckedIOException gone) {
      return 0;
    }
  }

  private static double written(long pid) {
    return read(Long.toString(pid), "io")
        .flatMap(
            io ->
                io.lines()
                    .filter(line -> line.startsWith("write_bytes: "))
                    .map(line -> Double.parseDouble(line.substring("write_bytes: ".length())))
                    .findFirst())
        .orElse(0.0);
  }

  private static Optional<String> read(String pid, String file) {
    try {
      return Optional.of(Files.readString(Path.of("/proc/" + pid, file)));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
