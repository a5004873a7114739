package io.shelfshare.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command, also of those that only group others. */
final class HelpOptions {
  /** Read before anything else is parsed, as it decides the language of the help. */
  @Option(names = "--lang", paramLabel = "en|zh")
  private Optional<String> language = Optional.empty();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true)
  private boolean help;

  /** The language that was asked for. */
  Optional<String> language() {
    return language;
  }

  /** Whether the parser is to show the help and stop. */
  boolean helpWanted() {
    return help;
  }
}
