package io.shelfshare.load.growth;

import io.shelfshare.load.versus.Spread;
import io.shelfshare.load.versus.Turn;
import java.util.List;
import java.util.Optional;

/**
 * What one size came to.
 *
 * @param nodeHeapMegabytes the largest heap of each node
 * @param cassandraHeapMegabytes the largest heap of the database
 * @param loadSeconds until every line was acknowledged; empty where another size had loaded it
 * @param turns of won grabs, in the order of the rounds
 * @param reference turns of the smallest size in the same rounds
 */
public record Grown(
    GrowthSize size,
    int nodeHeapMegabytes,
    int cassandraHeapMegabytes,
    Optional<Double> loadSeconds,
    List<Turn> turns,
    List<Turn> reference,
    Optional<Heap> heap,
    Optional<ColdStart> coldStart) {
  public Grown {
    turns = List.copyOf(turns);
    reference = List.copyOf(reference);
  }

  /** Processor time for a grab in multiples of the smallest size's, round by round. */
  public Spread microsToReference() {
    return Spread.ofRatios(clusterMicros(turns), clusterMicros(reference));
  }

  /** The same without the just-in-time compilers, which are done sooner or later. */
  public Spread compiledMicrosToReference() {
    return Spread.ofRatios(compiledMicros(turns), compiledMicros(reference));
  }

  /** Processor time of nodes and database for a grab, in microseconds, round by round. */
  public static List<Double> clusterMicros(List<Turn> turns) {
    return turns.stream().map(Turn::servingMicros).toList();
  }

  /** What the just-in-time compilers took of that. */
  public static List<Double> compilerMicros(List<Turn> turns) {
    return turns.stream().map(Turn::compilingMicros).toList();
  }

  private static List<Double> compiledMicros(List<Turn> turns) {
    return turns.stream().map(turn -> turn.servingMicros() - turn.compilingMicros()).toList();
  }
}
