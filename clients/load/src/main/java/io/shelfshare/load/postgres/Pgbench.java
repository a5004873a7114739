package io.shelfshare.load.postgres;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs pgbench's own loop against one database: no service in front, no network between. */
public final class Pgbench {
  private static final Pattern TPS = Pattern.compile("(?m)^tps = ([0-9.]+)");
  private static final Pattern DONE =
      Pattern.compile("(?m)^number of transactions actually processed: ([0-9]+)");
  private static final Pattern FAILED =
      Pattern.compile("(?m)^number of failed transactions: ([0-9]+)");
  private static final int THREADS = 2;

  private final PostgresBinaries binaries;
  private final Path folder;
  private final int port;
  private final String user;
  private final String database;

  Pgbench(PostgresBinaries binaries, Path folder, int port, String user, String database) {
    this.binaries = binaries;
    this.folder = folder;
    this.port = port;
    this.user = user;
    this.database = database;
  }

  /**
   * What a run came to.
   *
   * @param perSecond transactions, or scripts of several
   * @param done how many
   */
  public record Outcome(double perSecond, long done) {}

  /**
   * Runs one of this package's scripts.
   *
   * @throws IllegalStateException where a transaction failed
   */
  public Outcome run(String script, int clients, int seconds, Map<String, Long> variables) {
    List<String> line = new ArrayList<>(List.of(binaries.program("pgbench"), "-n", "-M"));
    line.addAll(List.of("prepared", "-h", folder.toString(), "-p", "" + port, "-U", user));
    line.addAll(List.of("-f", ThrowAwayPostgres.resource(folder, script).toString()));
    line.addAll(List.of("-c", "" + clients, "-j", "" + THREADS, "-T", "" + seconds));
    variables.forEach((variable, value) -> line.addAll(List.of("-D", variable + "=" + value)));
    line.add(database);
    return outcome(Commands.run(folder, line));
  }

  static Outcome outcome(String printed) {
    if (!group(FAILED, printed, "0").equals("0")) {
      throw new IllegalStateException("pgbench had failed transactions: " + printed);
    }
    return new Outcome(
        Double.parseDouble(group(TPS, printed, "")), Long.parseLong(group(DONE, printed, "")));
  }

  private static String group(Pattern pattern, String printed, String otherwise) {
    Matcher matcher = pattern.matcher(printed);
    if (matcher.find()) {
      return matcher.group(1);
    }
    if (otherwise.isEmpty()) {
      throw new IllegalStateException("pgbench printed no " + pattern + ": " + printed);
    }
    return otherwise;
  }
}
