package io.shelfshare.cli.terminal;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import java.io.PrintWriter;

/**
 * Where a command prints: data on the standard output, progress and errors on the standard error.
 *
 * @param out takes data
 * @param err takes progress and errors
 * @param interactive whether people look at it on a terminal, where lines can be written over
 * @param colours whether they want colours
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean interactive, boolean colours) {
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().alwaysPrintFieldsWithNoPresence();

  /** Looks of a text. */
  public enum Look {
    BOLD("1"),
    GREEN("32"),
    YELLOW("33"),
    RED("31"),
    FAINT("2");

    private final String code;

    Look(String code) {
      this.code = code;
    }
  }

  /** Prints a line of data. */
  public void data(String line) {
    out.println(line);
    out.flush();
  }

  /** Prints a table as data. */
  public void data(Table table) {
    boolean heading = true;
    for (String line : table.lines()) {
      out.println(heading ? styled(Look.BOLD, line) : line);
      heading = false;
    }
    out.flush();
  }

  /** Prints a message of the API as one JSON object over several lines. */
  public void json(MessageOrBuilder message) {
    data(print(JSON, message));
  }

  /** Prints a message of the API as JSON in one line. */
  public void jsonLine(MessageOrBuilder message) {
    data(print(JSON.omittingInsignificantWhitespace(), message));
  }

  /** Prints a line of progress or of an error. */
  public void note(String line) {
    err.println(line);
    err.flush();
  }

  /** The text in a look, where colours are wanted. */
  public String styled(Look look, String text) {
    return colours ? "\u001b[" + look.code + "m" + text + "\u001b[0m" : text;
  }

  private static String print(JsonFormat.Printer printer, MessageOrBuilder message) {
    try {
      return printer.print(message);
    } catch (InvalidProtocolBufferException impossible) {
      // The API has no Any fields, the only ones that may have no JSON.
      throw new IllegalStateException(impossible);
    }
  }
}
