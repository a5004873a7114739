package io.shelfshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.cli.terminal.Words;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void whatIsMissingIsNamedWithThePackageThatHasIt(String language) {
    String told =
        Words.in(Locale.forLanguageTag(language))
            .of("bench.no-postgres", "initdb, pgbench", "/usr/lib/postgresql/*/bin");
    assertThat(told)
        .contains("initdb, pgbench")
        .contains("/usr/lib/postgresql/*/bin")
        .contains("apt-get install postgresql")
        .contains("shelfshare bench --help");
  }

  @Test
  void aPeerAWorkloadAndARangeThatDoNotExistAreNamedBeforeAnythingStarts() {
    assertThat(run("bench", "--peer", "oracle")).isEqualTo(ExitCodes.USAGE);
    assertThat(run("bench", "--peer", "postgres", "--only", "won")).isEqualTo(ExitCodes.USAGE);
    assertThat(run("bench", "--peer", "postgres", "--rounds", "0")).isEqualTo(ExitCodes.USAGE);
    assertThat(run("bench")).isEqualTo(ExitCodes.USAGE);
    assertThat(run("bench", "--growth", "--peer", "postgres")).isEqualTo(ExitCodes.USAGE);
    assertThat(run("bench", "--growth", "--sizes", "100")).isEqualTo(ExitCodes.USAGE);
    assertThat(run("bench", "--growth", "--sizes", "100x9999")).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("oracle", "--only: won", "--rounds: 1 to 100", "--peer");
    assertThat(err.toString()).contains("--sizes: 100; expected", "--sizes, skus: 1 to 1500");
    assertThat(out.toString()).isEmpty();
  }

  private int run(String... arguments) {
    return Shelfshare.run(
        new Shelfshare.Surroundings(
            Map.of(),
            Path.of("").toAbsolutePath(),
            Clock.systemUTC(),
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            false),
        arguments);
  }
}
