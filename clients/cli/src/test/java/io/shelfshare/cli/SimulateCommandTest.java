package io.shelfshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulateCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Shelfshare.run(
        new Shelfshare.Surroundings(
            Map.of(),
            Path.of("").toAbsolutePath(),
            Clock.systemUTC(),
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            false),
        args);
  }

  @Test
  void seedsAreJudgedAndCountedAsOneJsonObject() throws Exception {
    assertThat(run("simulate", "--seeds", "3", "--steps", "200", "--json")).isEqualTo(ExitCodes.OK);
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("seeds").asLong()).isEqualTo(3);
    assertThat(json.get("steps").asLong()).isGreaterThan(600);
    assertThat(json.get("violations").asLong()).isZero();
    assertThat(json.get("steps_per_second").asLong()).isPositive();
    assertThat(err.toString()).contains("3 of 3 seeds").contains("Every promise was kept.");
  }

  @Test
  void oneSeedIsRunAloneWhereItIsNamed() {
    assertThat(run("simulate", "--seed", "42", "--steps", "100")).isEqualTo(ExitCodes.OK);
    assertThat(err.toString()).contains("1 of 1 seeds");
    assertThat(out.toString()).contains("steps judged");
  }

  @Test
  void noSeedsAreAMistake() {
    assertThat(run("simulate", "--seeds", "0")).isEqualTo(ExitCodes.USAGE);
  }
}
