package io.shelfshare.cli;

import com.google.protobuf.Message;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A kind of CSV file with a heading line that can be imported.
 *
 * @param <T> the API's message of one row
 */
abstract class CsvImport<T extends Message> {
  /** A row that was read, and where. */
  record Row<T>(long line, T message) {}

  /** What is wrong with a row. */
  record Problem(long line, UsageProblem problem) {}

  /** All rows that can be read, and what is wrong with the others. */
  record Rows<T>(List<Row<T>> readable, List<Problem> problems) {}

  abstract T read(NamedCsvRecord row) throws UsageProblem;

  /** Imports at most 1,000 rows; returns how many. */
  abstract int send(Session session, List<T> batch, boolean checkOnly);

  /** What the API calls the list of rows in its errors. */
  abstract String field();

  /** The name of the resource that a row describes. */
  abstract String name(T message);

  /** Whether what a field of a row names is not there yet, as an earlier row will bring it. */
  boolean isBrought(T message, String field, Predicate<String> earlier) {
    return false;
  }

  final Rows<T> read(Path file) throws UsageProblem {
    List<Row<T>> rows = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(Files.newInputStream(file))) {
      for (NamedCsvRecord row : csv) {
        try {
          rows.add(new Row<>(row.getStartingLineNumber(), read(row)));
        } catch (UsageProblem problem) {
          problems.add(new Problem(row.getStartingLineNumber(), problem));
        }
      }
    } catch (IOException | UncheckedIOException unreadable) {
      throw new UsageProblem("usage.file", file.toString());
    }
    return new Rows<>(rows, problems);
  }

  static String cell(NamedCsvRecord row, String column) throws UsageProblem {
    return row.findField(column)
        .map(String::strip)
        .orElseThrow(() -> new UsageProblem("import.column", column));
  }
}
