package io.shelfshare.cli;

import io.shelfshare.cli.connection.Access;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
final class GlobalOptions {
  @Option(names = "--endpoint", paramLabel = "URL", scope = ScopeType.INHERIT)
  private List<String> endpoints = new ArrayList<>();

  @Option(names = "--token", paramLabel = "JWT", scope = ScopeType.INHERIT)
  private Optional<String> token = Optional.empty();

  @Option(names = "--token-file", paramLabel = "FILE", scope = ScopeType.INHERIT)
  private Optional<Path> tokenFile = Optional.empty();

  @Option(names = "--as", paramLabel = "STORE|hq", scope = ScopeType.INHERIT)
  private Optional<String> actAs = Optional.empty();

  @Option(names = "--store", paramLabel = "STORE", scope = ScopeType.INHERIT)
  private Optional<String> store = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      scope = ScopeType.INHERIT)
  private OutputFormat output = OutputFormat.table;

  @Option(names = "--timeout", paramLabel = "TIME", scope = ScopeType.INHERIT)
  private Duration timeout = Duration.ofSeconds(15);

  /** Read before anything else is parsed, as it decides the language of the help; kept here too. */
  @Option(names = "--lang", paramLabel = "en|zh", scope = ScopeType.INHERIT)
  private Optional<String> language = Optional.empty();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT)
  private boolean help;

  @Option(names = "--version", versionHelp = true)
  private boolean version;

  OutputFormat output() {
    return output;
  }

  Duration timeout() {
    return timeout;
  }

  Optional<String> store() {
    return store;
  }

  Optional<String> language() {
    return language;
  }

  /** Whether the parser is to stop and show the help or the version. */
  boolean informs() {
    return help || version;
  }

  Access.Wishes wishes() {
    return new Access.Wishes(List.copyOf(endpoints), token, tokenFile, actAs);
  }
}
