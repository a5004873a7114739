package io.shelfshare.node.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ExtendedActorSystem;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Adapter;
import io.shelfshare.domain.directory.DirectoryEvent;
import io.shelfshare.domain.notify.EndpointEvent;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.routing.PolicyEvent;
import io.shelfshare.domain.settlement.BudgetEvent;
import io.shelfshare.domain.settlement.Ledger;
import io.shelfshare.domain.settlement.LedgerEvent;
import io.shelfshare.domain.settlement.RuleBookEvent;
import io.shelfshare.domain.settlement.SubsidyBudget;
import io.shelfshare.domain.stock.StockEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was written once is read for ever: bytes of every event and snapshot, committed, one a line.
 * The rule how they evolve is in {@code docs/journal.md}; {@code -Dgolden.write=true} adds the
 * lines that are missing and never touches the others.
 */
@DisplayName("P5: what an earlier version wrote is read back, and written the same again")
class GoldenJournalTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
  private static final boolean WRITES = Boolean.getBoolean("golden.write");
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final JournalSerializer SERIALIZER =
      new JournalSerializer((ExtendedActorSystem) Adapter.toClassic(KIT.system()));

  /** The roots of all that is persisted. */
  private static final List<Class<?>> WRITTEN =
      List.of(
          StockEvent.class,
          RequestEvent.class,
          OrderEvent.class,
          DirectoryEvent.class,
          PolicyEvent.class,
          RuleBookEvent.class,
          LedgerEvent.class,
          BudgetEvent.class,
          EndpointEvent.class,
          StockSnapshot.class,
          Ledger.State.class,
          SubsidyBudget.State.class);

  /** A line of a file. */
  record Golden(String manifest, String name, byte[] bytes) {
    @Override
    public String toString() {
      return manifest + " " + name;
    }
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  /** The samples by file and name; several of one type are numbered in their order. */
  private static Map<String, Map<String, Object>> samples() {
    Map<String, Map<String, Object>> samples = new TreeMap<>();
    Map<Class<?>, Integer> counts = new HashMap<>();
    Stream.of(
            JournalSerializerTest.events(),
            SettlementJournalTest.events(),
            Snapshots.all(),
            NotifySamples.events())
        .flatMap(all -> all)
        .forEach(
            sample -> {
              int n = counts.merge(sample.getClass(), 1, Integer::sum);
              String name = simpleName(sample.getClass()) + (n > 1 ? "-" + n : "");
              samples
                  .computeIfAbsent(SERIALIZER.manifest(sample), any -> new LinkedHashMap<>())
                  .put(name, sample);
            });
    return samples;
  }

  private static String simpleName(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
  }

  private static Path file(String manifest) {
    return FOLDER.resolve(manifest + ".txt");
  }

  private static List<Golden> read(String manifest) throws IOException {
    List<Golden> lines = new ArrayList<>();
    if (Files.exists(file(manifest))) {
      for (String line : Files.readAllLines(file(manifest))) {
        String[] parts = line.split(" ", 2);
        lines.add(new Golden(manifest, parts[0], Base64.getDecoder().decode(parts[1])));
      }
    }
    return lines;
  }

  static Stream<Golden> goldens() throws IOException {
    List<Golden> all = new ArrayList<>();
    for (Map.Entry<String, Map<String, Object>> one : samples().entrySet()) {
      if (WRITES) {
        add(one.getKey(), one.getValue());
      }
      all.addAll(read(one.getKey()));
    }
    return all.stream();
  }

  private static void add(String manifest, Map<String, Object> samples) throws IOException {
    Set<String> known = read(manifest).stream().map(Golden::name).collect(Collectors.toSet());
    Files.createDirectories(FOLDER);
    for (Map.Entry<String, Object> sample : samples.entrySet()) {
      if (!known.contains(sample.getKey())) {
        byte[] bytes = SERIALIZER.toBinary(sample.getValue());
        String line = sample.getKey() + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
        Files.writeString(
            file(manifest), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void whatWasWrittenIsReadAndWrittenTheSameAgain(Golden golden) throws Exception {
    Object read = SERIALIZER.fromBinary(golden.bytes(), golden.manifest());
    assertThat(read)
        .as("a format that changed needs a sample of its own, see docs/journal.md")
        .isEqualTo(samples().get(golden.manifest()).get(golden.name()));
    assertThat(SERIALIZER.manifest(read)).isEqualTo(golden.manifest());
    assertThat(SERIALIZER.toBinary(read)).isEqualTo(golden.bytes());
  }

  @Test
  void everySampleHasItsGoldenBytes() throws IOException {
    for (Map.Entry<String, Map<String, Object>> one : samples().entrySet()) {
      assertThat(read(one.getKey()))
          .as("-Dgolden.write=true adds what is missing")
          .extracting(Golden::name)
          .containsExactlyInAnyOrderElementsOf(one.getValue().keySet());
    }
  }

  @Test
  void everythingThatIsPersistedHasGoldenBytes() {
    Set<Class<?>> tried =
        samples().values().stream()
            .flatMap(samples -> samples.values().stream())
            .map(Object::getClass)
            .collect(Collectors.toSet());
    WRITTEN.stream()
        .flatMap(GoldenJournalTest::concrete)
        .forEach(type -> assertThat(tried).contains(type));
  }

  private static Stream<Class<?>> concrete(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(GoldenJournalTest::concrete)
        : Stream.of(type);
  }
}
