package io.shelfshare.cli;

import io.shelfshare.cli.connection.Access;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Where to call, as whom, and how to print. Every command that calls the cluster takes these after
 * its name; before it they count as well, where they are not given again.
 */
final class GlobalOptions {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  @Option(names = "--endpoint", paramLabel = "URL")
  private List<String> endpoints = new ArrayList<>();

  @Option(names = "--token", paramLabel = "JWT")
  private Optional<String> token = Optional.empty();

  @Option(names = "--token-file", paramLabel = "FILE")
  private Optional<Path> tokenFile = Optional.empty();

  @Option(names = "--as", paramLabel = "STORE|hq")
  private Optional<String> actAs = Optional.empty();

  @Option(names = "--store", paramLabel = "STORE")
  private Optional<String> store = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json|csv")
  private Optional<OutputFormat> output = Optional.empty();

  @Option(names = "--timeout", paramLabel = "TIME")
  private Optional<Duration> timeout = Optional.empty();

  private boolean preferHeadquarters;

  /** These options, and {@code before} where they are not given. */
  GlobalOptions over(GlobalOptions before) {
    GlobalOptions merged = new GlobalOptions();
    merged.endpoints = endpoints.isEmpty() ? before.endpoints : endpoints;
    boolean identified = token.isPresent() || tokenFile.isPresent() || actAs.isPresent();
    GlobalOptions identity = identified ? this : before;
    merged.token = identity.token;
    merged.tokenFile = identity.tokenFile;
    merged.actAs = identity.actAs;
    merged.store = store.or(() -> before.store);
    merged.output = output.or(() -> before.output);
    merged.timeout = timeout.or(() -> before.timeout);
    return merged;
  }

  /** The same, but as headquarters of a running dev chain where nobody else is named. */
  GlobalOptions orHeadquarters() {
    GlobalOptions copy = over(new GlobalOptions());
    copy.preferHeadquarters = true;
    return copy;
  }

  OutputFormat output() {
    return output.orElse(OutputFormat.table);
  }

  Duration timeout() {
    return timeout.orElse(TIMEOUT);
  }

  Optional<String> store() {
    return store;
  }

  Access.Wishes wishes() {
    return new Access.Wishes(List.copyOf(endpoints), token, tokenFile, actAs, preferHeadquarters);
  }
}
