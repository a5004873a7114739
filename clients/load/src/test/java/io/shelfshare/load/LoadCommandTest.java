package io.shelfshare.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.loader.ChainLoader;
import io.shelfshare.load.pocket.PocketMarket;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LoadCommandTest {
  private final PocketMarket market = new PocketMarket();
  private final String endpoint = market.endpoint();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    market.close();
  }

  @Test
  void aRunPrintsJsonAndWritesAPageThatNeedsNothingElse() throws Exception {
    loadChain();
    Path page = folder.resolve("load.html");

    int exit =
        execute(
            "--rate=60", "--seconds=3", "--warm-up=0", "--seed=77", "--json=-", "--html=" + page);

    assertThat(exit).as(err.toString()).isZero();
    JsonNode result = new ObjectMapper().readTree(out.toString());
    assertThat(result.at("/seed").asLong()).isEqualTo(77);
    assertThat(result.at("/mix/name").asText()).isEqualTo("market-day");
    JsonNode run = result.at("/runs/0");
    assertThat(run.at("/begun").asInt()).isBetween(100, 260);
    assertThat(run.at("/not_sent").asInt()).isZero();
    assertThat(run.at("/steps/find-stock/latency_ms/p99").asDouble()).isPositive();
    assertThat(run.at("/series").size()).isGreaterThanOrEqualTo(2);
    assertThat(err.toString()).contains("seed 77");
    String html = Files.readString(page);
    assertThat(html).contains("<svg", "Latency by percentile", "prefers-color-scheme: dark");
    assertThat(Pattern.compile("<script|<link|src=|url\\(|href=").matcher(html).find()).isFalse();
  }

  @Test
  void aClosedLoopOfSeveralLevelsShowsTheKnee() throws Exception {
    loadChain();
    int exit = execute("--mix=find-stock", "--closed=1,4", "--seconds=1", "--warm-up=0");
    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("closed loop, 1 in flight", "closed loop, 4 in flight", "answers/s");
  }

  @Test
  void helpNamesTheOptionsAndTheMixes() {
    assertThat(execute("--help")).isZero();
    assertThat(out.toString()).contains("--mix", "--closed", "--html", "market-day", "Exit codes");
  }

  @Test
  void theListNamesOperationsAndMixes() {
    assertThat(execute("--list")).isZero();
    assertThat(out.toString()).contains("find-stock", "record-sale", "grab-race");
  }

  @Test
  void anOptionOutOfRangeIsNamed() {
    assertThat(execute("--seconds=0")).isEqualTo(2);
    assertThat(err.toString()).contains("--seconds is out of range; expected 1 to 86,400");
  }

  @Test
  void aMixThatIsNotThereIsNamed() {
    assertThat(execute("--mix=no-such-mix")).isEqualTo(2);
    assertThat(err.toString()).contains("no-such-mix", "market-day");
  }

  @Test
  void aClusterThatCannotBeReachedIsSaidInOneLine() {
    market.close();
    assertThat(execute("--mix=find-stock", "--seconds=1")).isEqualTo(3);
    assertThat(err.toString()).contains("error: ").doesNotContain("\tat ");
  }

  private int execute(String... options) {
    LoadCommand.Target target = new LoadCommand.Target(List.of(endpoint), "");
    CommandLine command = new CommandLine(new LoadCommand(() -> target, Clock.systemUTC()));
    command.getCommandSpec().mixinStandardHelpOptions(true);
    return command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(options);
  }

  private void loadChain() {
    try (ShelfshareClient client = ShelfshareClient.builder().endpoint(market.endpoint()).build()) {
      new ChainLoader(client, 4, Clock.systemUTC(), System::nanoTime)
          .load(DemoChain.of(1, 20, 200), progress -> {});
    }
  }
}
