package io.shelfshare.schema;

import java.util.ArrayList;
import java.util.List;

/** Splits a CQL text into its statements, because the driver takes them one at a time. */
final class CqlScript {
  private final String text;
  private final StringBuilder statement = new StringBuilder();
  private final List<String> statements = new ArrayList<>();
  private int at;

  private CqlScript(String text) {
    this.text = text;
  }

  /** The statements without their semicolons; comments are dropped, quoted text is kept as is. */
  static List<String> statements(String text) {
    return new CqlScript(text).split();
  }

  private List<String> split() {
    while (at < text.length()) {
      if (text.startsWith("--", at) || text.startsWith("//", at)) {
        skipTo("\n");
      } else if (text.startsWith("/*", at)) {
        at += 2;
        skipTo("*/");
      } else if (text.startsWith("$$", at)) {
        copyQuoted("$$");
      } else if (text.charAt(at) == '\'' || text.charAt(at) == '"') {
        copyQuoted(text.substring(at, at + 1));
      } else if (text.charAt(at) == ';') {
        at++;
        endStatement();
      } else {
        statement.append(text.charAt(at++));
      }
    }
    endStatement();
    return statements;
  }

  private void skipTo(String end) {
    int found = text.indexOf(end, at);
    at = found < 0 ? text.length() : found + end.length();
    statement.append('\n');
  }

  /** A doubled quote inside a string closes and opens it again, which copies it unchanged. */
  private void copyQuoted(String quote) {
    int end = text.indexOf(quote, at + quote.length());
    if (end < 0) {
      throw new SchemaException("Unclosed " + quote + " in a schema file");
    }
    statement.append(text, at, end + quote.length());
    at = end + quote.length();
  }

  private void endStatement() {
    String one = statement.toString().strip();
    if (!one.isEmpty()) {
      statements.add(one);
    }
    statement.setLength(0);
  }
}
