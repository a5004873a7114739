package io.shelfshare.cli;

import com.google.protobuf.Message;
import io.shelfshare.client.ShelfshareException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Imports reference data from a CSV file, in batches. The whole file is checked first, here and by
 * the cluster, and every error is told by its line; nothing is imported while there is one.
 */
abstract class DirectoryImportCommand<T extends Message> extends ApiCommand {
  /** The API takes at most 1,000 rows a call. */
  private static final int BATCH = 1000;

  @Parameters(paramLabel = "FILE", descriptionKey = "param.csv")
  private Path file = Path.of("");

  @Option(names = "--validate-only")
  private boolean validateOnly;

  private final CsvImport<T> format;
  private int problems;

  DirectoryImportCommand(CsvImport<T> format) {
    this.format = format;
  }

  @Override
  final int run(Session session) throws UsageProblem {
    CsvImport.Rows<T> rows = format.read(file);
    rows.problems()
        .forEach(
            wrong ->
                tell(
                    session,
                    wrong.line(),
                    session.words().of(wrong.problem().key(), wrong.problem().values())));
    send(session, rows.readable(), true);
    if (problems > 0) {
      throw new UsageProblem("import.refused", Integer.toString(problems), file.toString());
    }
    if (!validateOnly) {
      send(session, rows.readable(), false);
    }
    session
        .terminal()
        .data(
            session
                .words()
                .of(validateOnly ? "import.checked" : "import.done", rows.readable().size()));
    return ExitCodes.OK;
  }

  private void send(Session session, List<CsvImport.Row<T>> rows, boolean checkOnly) {
    Set<String> earlier = new HashSet<>();
    for (int from = 0; from < rows.size(); from += BATCH) {
      List<CsvImport.Row<T>> batch = rows.subList(from, Math.min(rows.size(), from + BATCH));
      try {
        format.send(session, batch.stream().map(CsvImport.Row::message).toList(), checkOnly);
      } catch (ShelfshareException refused) {
        if (!checkOnly || refused.violations().isEmpty()) {
          throw refused;
        }
        refused.violations().forEach(violation -> tell(session, batch, violation, earlier));
      }
      batch.forEach(row -> earlier.add(format.name(row.message())));
      if (!checkOnly) {
        session
            .terminal()
            .note(session.words().of("import.progress", from + batch.size(), rows.size()));
      }
    }
  }

  /** The cluster names a row by its place in the batch, as {@code stores[3].owner}. */
  private void tell(
      Session session,
      List<CsvImport.Row<T>> batch,
      ShelfshareException.FieldViolation violation,
      Set<String> earlier) {
    Matcher place =
        Pattern.compile(Pattern.quote(format.field()) + "\\[(\\d+)]\\.?(.*)")
            .matcher(violation.field());
    if (place.matches() && Integer.parseInt(place.group(1)) < batch.size()) {
      CsvImport.Row<T> row = batch.get(Integer.parseInt(place.group(1)));
      if (!format.isBrought(row.message(), place.group(2), earlier::contains)) {
        tell(session, row.line(), place.group(2) + ": " + violation.description());
      }
    } else {
      tell(session, 1, violation.field() + ": " + violation.description());
    }
  }

  private void tell(Session session, long line, String what) {
    problems++;
    session.terminal().note(file + ":" + line + ": " + what);
  }

  /** Imports owners. */
  @Command(name = "import-owners")
  static final class Owners extends DirectoryImportCommand<io.shelfshare.market.v1.Owner> {
    Owners() {
      super(new DirectoryFile.Owners());
    }
  }

  /** Imports stores. */
  @Command(name = "import-stores")
  static final class Stores extends DirectoryImportCommand<io.shelfshare.market.v1.Store> {
    Stores() {
      super(new DirectoryFile.Stores());
    }
  }

  /** Imports SKUs. */
  @Command(name = "import-skus")
  static final class Skus extends DirectoryImportCommand<io.shelfshare.market.v1.Sku> {
    Skus() {
      super(new DirectoryFile.Skus());
    }
  }

  /** Imports contracts. */
  @Command(name = "import-contracts")
  static final class Contracts extends DirectoryImportCommand<io.shelfshare.market.v1.Contract> {
    Contracts() {
      super(new DirectoryFile.Contracts());
    }
  }

  /** Imports people. */
  @Command(name = "import-staff")
  static final class People extends DirectoryImportCommand<io.shelfshare.market.v1.Staff> {
    People() {
      super(new DirectoryFile.People());
    }
  }
}
