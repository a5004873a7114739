package io.shelfshare.cli;

import io.shelfshare.cli.connection.Access;
import io.shelfshare.cli.connection.TokenClaims;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.client.ShelfshareClient;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code shelfshare} command and its way into the program. */
@Command(
    name = "shelfshare",
    subcommands = {
      FindStockCommand.class,
      PostCommand.class,
      WatchCommand.class,
      QuoteCommand.class,
      GrabCommand.class,
      BidCommand.class,
      DeclineCommand.class,
      ConfirmCommand.class,
      PackCommand.class,
      ShipCommand.class,
      ReceiveCommand.class,
      ReleaseCommand.class,
      EditCommand.class,
      CancelCommand.class,
      RequestCommand.class,
      OrderCommand.class,
      ExplainCommand.class,
      PolicyCommand.class,
      StockCommand.class,
      HistoryCommand.class,
      DirectoryCommand.class,
      CustomerCommand.class,
      StatementCommand.class,
      ReportCommand.class,
      MoneyCommand.class,
      EndpointCommand.class,
      AnnounceCommand.class,
      TokenCommand.class,
      DevCommand.class,
      DemoCommand.class,
      ChaosCommand.class,
      SimulateCommand.class,
      BenchCommand.class,
      GenerateCompletionCommand.class,
    })
public final class Shelfshare implements Runnable {
  @Mixin private GlobalOptions options = new GlobalOptions();

  @Mixin private HelpOptions help = new HelpOptions();

  @Option(names = "--version", versionHelp = true)
  private boolean version;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Surroundings surroundings;
  private final Words words;

  /**
   * What a run needs from outside.
   *
   * @param environment variables
   * @param folder the folder it was started in
   * @param interactive whether people look at the output on a terminal
   * @param colours whether they want colours
   */
  record Surroundings(
      Map<String, String> environment,
      Path folder,
      Clock clock,
      PrintWriter out,
      PrintWriter err,
      boolean interactive,
      boolean colours) {}

  Shelfshare(Surroundings surroundings, Words words) {
    this.surroundings = surroundings;
    this.words = words;
  }

  /** Runs the command and ends the program with its exit code. */
  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    Console console = System.console();
    boolean onTerminal = console != null;
    boolean colours =
        onTerminal
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    Charset charset = console != null ? console.charset() : StandardCharsets.UTF_8;
    int exitCode =
        run(
            new Surroundings(
                environment,
                Path.of(""),
                Clock.systemUTC(),
                new PrintWriter(System.out, true, charset),
                new PrintWriter(System.err, true, charset),
                onTerminal,
                colours),
            args);
    System.exit(exitCode);
  }

  static int run(Surroundings surroundings, String... args) {
    return commandLine(surroundings, args).execute(args);
  }

  static CommandLine commandLine(Surroundings surroundings, String... args) {
    Words words = Words.in(Languages.choose(args, surroundings.environment()));
    Shelfshare shelfshare = new Shelfshare(surroundings, words);
    CommandLine line =
        new CommandLine(shelfshare)
            .setOut(surroundings.out())
            .setErr(surroundings.err())
            .setUsageHelpAutoWidth(true)
            .setAbbreviatedSubcommandsAllowed(false)
            .setColorScheme(
                CommandLine.Help.defaultColorScheme(
                    surroundings.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    LoadConnection load = new LoadConnection(shelfshare);
    line.addSubcommand(load.command(surroundings.clock()));
    line.registerConverter(Duration.class, Arguments::duration);
    line.setResourceBundle(words.bundle());
    line.getCommandSpec().versionProvider(new Version());
    line.setExecutionExceptionHandler(new Failures(shelfshare));
    line.setParameterExceptionHandler(new Mistypings(shelfshare));
    return line;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), words.of("usage.no-command"));
  }

  Words words() {
    return words;
  }

  GlobalOptions options() {
    return options;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Terminal terminal() {
    return new Terminal(
        surroundings.out(), surroundings.err(), surroundings.interactive(), surroundings.colours());
  }

  /** Whether the parser is to show the help or the version and stop. */
  boolean informs() {
    return help.helpWanted() || version;
  }

  /** Opens a session for one command. */
  Session open(GlobalOptions given) throws UsageProblem {
    Access access = access(given);
    ShelfshareClient client;
    try {
      client =
          ShelfshareClient.builder()
              .endpoints(access.endpoints())
              .token(access.token())
              .deadline(given.timeout())
              .clock(surroundings.clock())
              .build();
    } catch (IllegalArgumentException malformed) {
      throw new UsageProblem("usage.endpoint", String.join(",", access.endpoints()));
    }
    Optional<TokenClaims> claims = TokenClaims.read(access.token());
    return new Session(
        client,
        access,
        claims,
        given.store().map(ResourceNames::store),
        given.output(),
        terminal(),
        words,
        surroundings.clock());
  }

  Access access(GlobalOptions given) throws UsageProblem {
    try {
      return Access.find(given.wishes(), surroundings.environment(), surroundings.folder());
    } catch (Access.NoAccess none) {
      throw new UsageProblem(none.key(), none.value());
    }
  }

  /** Chooses the language before anything is parsed, as the help is a text too. */
  static final class Languages {
    private Languages() {}

    static Locale choose(String[] args, Map<String, String> environment) {
      for (int i = 0; i < args.length; i++) {
        if (args[i].startsWith("--lang=")) {
          return locale(args[i].substring("--lang=".length()));
        }
        if (args[i].equals("--lang") && i + 1 < args.length) {
          return locale(args[i + 1]);
        }
      }
      for (String variable : new String[] {"SHELFSHARE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
        String value = environment.getOrDefault(variable, "");
        if (!value.isEmpty()) {
          return locale(value);
        }
      }
      return Locale.ENGLISH;
    }

    private static Locale locale(String language) {
      return language.toLowerCase(Locale.ROOT).startsWith("zh")
          ? Locale.SIMPLIFIED_CHINESE
          : Locale.ENGLISH;
    }
  }
}
