package io.shelfshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.cli.terminal.Words;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Shelfshare.Surroundings surroundings() {
    return new Shelfshare.Surroundings(
        Map.of(),
        Path.of("").toAbsolutePath(),
        Clock.systemUTC(),
        new PrintWriter(out),
        new PrintWriter(err),
        false,
        false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void everyCommandOptionAndArgumentIsDescribed(String language) {
    List<String> missing = new ArrayList<>();
    collect(
        Shelfshare.commandLine(surroundings(), "--lang", language), missing, language.equals("en"));
    assertThat(missing).isEmpty();
  }

  private static void collect(CommandLine line, List<String> missing, boolean withExamples) {
    var usage = line.getCommandSpec().usageMessage();
    String name = line.getCommandSpec().qualifiedName();
    if (usage.header().length == 0) {
      missing.add(name + " header");
    }
    if (withExamples && usage.footer().length == 0) {
      missing.add(name + " examples");
    }
    for (var option : line.getCommandSpec().options()) {
      if (option.description().length == 0) {
        missing.add(name + " " + option.longestName());
      }
    }
    for (var parameter : line.getCommandSpec().positionalParameters()) {
      if (parameter.description().length == 0) {
        missing.add(name + " " + parameter.paramLabel());
      }
    }
    line.getSubcommands().values().forEach(sub -> collect(sub, missing, withExamples));
  }

  @Test
  void bothLanguagesSayTheSameThings() {
    var english = new TreeSet<>(Words.in(Locale.ENGLISH).bundle().keySet());
    var chinese = new TreeSet<>(Words.in(Locale.SIMPLIFIED_CHINESE).bundle().keySet());
    // Words of reasons come from the cluster in English; examples are commands in any language.
    chinese.removeIf(key -> key.startsWith("reason.") || key.contains(".footer."));
    english.removeIf(key -> key.startsWith("reason.") || key.contains(".footer."));
    assertThat(chinese).isEqualTo(english);
  }

  @Test
  void helpIsDataAndEndsWell() {
    assertThat(Shelfshare.run(surroundings(), "post", "--help")).isEqualTo(ExitCodes.OK);
    assertThat(out.toString()).contains("Post a transfer request").contains("--all-or-nothing");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aMistypedCommandIsOneLineOnTheErrorStream() {
    assertThat(Shelfshare.run(surroundings(), "grab", "x")).isEqualTo(ExitCodes.USAGE);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("SKU=QTY or --all").contains("shelfshare grab --help");
  }

  @Test
  void completionCoversEveryCommand() {
    assertThat(Shelfshare.run(surroundings(), "generate-completion")).isEqualTo(ExitCodes.OK);
    assertThat(out.toString()).contains("find-stock").contains("import-skus");
  }
}
