package io.shelfshare.load.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shelfshare.load.measure.Latency;
import io.shelfshare.load.report.GrowthJson;
import io.shelfshare.load.report.GrowthPage;
import io.shelfshare.load.run.Fanout;
import io.shelfshare.load.versus.Turn;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final GrowthSize SMALL = new GrowthSize(100, 1_000, 1);
  private static final GrowthSize LARGE = new GrowthSize(10_000, 100, 3);

  @Test
  void aSizeIsReadAsItIsWritten() {
    assertThat(GrowthSize.parse("100x1000")).isEqualTo(SMALL);
    assertThat(GrowthSize.parse("10000x100@3")).isEqualTo(LARGE);
    assertThat(GrowthSize.parse(LARGE.key())).isEqualTo(LARGE);
    assertThat(LARGE.lines()).isEqualTo(1_000_000);
    assertThatThrownBy(() -> GrowthSize.parse("100x1000@2"))
        .hasMessageContaining("100x1000@2")
        .hasMessageContaining("expected STORESxSKUS");
  }

  @Test
  void aReportSaysWhatAGrabCostsInMultiplesOfTheSmallestAndWhatIsMissing() throws IOException {
    List<Turn> reference = List.of(turn(2_000, 300, 100), turn(2_100, 290, 110));
    List<Turn> turns = List.of(turn(1_500, 330, 110), turn(1_600, 319, 121));
    Growth growth =
        new Growth(
            Instant.EPOCH,
            "./shelfshare bench --growth",
            Map.of("machine", "2 processors"),
            List.of("A note."),
            List.of(
                grown(SMALL, reference, reference, Optional.of(new Heap(10, 110_000_010, 0, 0))),
                grown(LARGE, turns, reference, Optional.empty())),
            Optional.of(new Fanout(10_000, 13, 4.5, latency(), latency(), 7)),
            List.of("memory: no jcmd"),
            Map.of("units", "", "holds", "3, expected 4"));
    JsonNode json = new ObjectMapper().readTree(GrowthJson.of(growth));
    assertThat(json.at("/sizes/0/heap/bytes_per_line").asDouble()).isEqualTo(1_100);
    assertThat(json.at("/sizes/1/cpu_us_per_grab/median").asDouble()).isEqualTo(440);
    assertThat(json.at("/sizes/1/cpu_to_smallest/median").asDouble()).isEqualTo(1.1);
    assertThat(json.at("/sizes/1/compiler_us_per_grab/max").asDouble()).isEqualTo(33);
    assertThat(json.at("/sizes/1/cpu_to_smallest_without_compilers/rounds")).hasSize(2);
    assertThat(json.at("/sizes/1/cold_start/first_grab_s").asDouble()).isEqualTo(12.5);
    assertThat(json.at("/watchers/last_card_ms/p99").asDouble()).isEqualTo(9);
    assertThat(json.at("/missing/0").asText()).isEqualTo("memory: no jcmd");
    assertThat(growth.isSound()).isFalse();
    assertThat(GrowthPage.of(growth))
        .contains("10000x100@3", "1.10 (1.10–1.10)", "memory: no jcmd", "<svg", "A note.")
        .contains("3, expected 4", "10,000 watchers", "of it compilers 32");
  }

  @Test
  void linesAndIdleStoresAreToldApartOnceSizesDiffer() {
    Grown few = weighed(new GrowthSize(100, 1_000, 1), 300 * 100_000L + 7_000 * 100L);
    Grown many = weighed(new GrowthSize(10_000, 100, 1), 300 * 1_000_000L + 7_000 * 10_000L);
    Footprint footprint = Footprint.of(List.of(few, many)).orElseThrow();
    assertThat(footprint.bytesPerLine()).isCloseTo(300, within(0.01));
    assertThat(footprint.bytesPerStore()).isCloseTo(7_000, within(0.01));
    assertThat(Footprint.of(List.of(few, few))).isEmpty();
  }

  private static Grown weighed(GrowthSize size, long bytes) {
    return grown(size, List.of(), List.of(), Optional.of(new Heap(5_000, 5_000 + bytes, 0, 0)));
  }

  private static Grown grown(
      GrowthSize size, List<Turn> turns, List<Turn> reference, Optional<Heap> heap) {
    return new Grown(
        size,
        1_024,
        1_024,
        Optional.of(20.0),
        turns,
        reference,
        heap,
        Optional.of(new ColdStart(8, 11, 12.5)));
  }

  private static Turn turn(double perSecond, double node, double cassandra) {
    Map<String, Double> cpu = Map.of("node", node, "cassandra", cassandra, "generator", 99.0);
    return new Turn(perSecond, 1, 2, 0, cpu, Map.of("node", node / 10), 100, 0);
  }

  private static Latency latency() {
    return new Latency(30, 5, 7, 9, 10, 11, 6);
  }
}
