package io.shelfshare.node.grpc.slip;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What is drawn on one page, in points from its lower left corner. Latin text is set in Helvetica,
 * all other in a Chinese face that each reader of PDF brings.
 */
final class PdfPage {
  static final String LATIN = "F1";
  static final String LATIN_BOLD = "F2";
  static final String CHINESE = "F3";

  private static final char LATIN_LAST = '\u00ff';
  private static final char CONTROL_LAST = '\u001f';

  private final StringBuilder content = new StringBuilder();

  /** Draws a line of text; the reader sets each part after the one before. */
  void text(double x, double y, double size, boolean bold, String text) {
    content.append(String.format(Locale.ROOT, "BT 1 0 0 1 %.2f %.2f Tm%n", x, y));
    int from = 0;
    while (from < text.length()) {
      boolean latin = isLatin(text.charAt(from));
      int to = from + 1;
      while (to < text.length() && isLatin(text.charAt(to)) == latin) {
        to++;
      }
      String face = latin ? (bold ? LATIN_BOLD : LATIN) : CHINESE;
      String part = text.substring(from, to);
      content.append(String.format(Locale.ROOT, "/%s %.2f Tf ", face, size));
      content.append(latin ? latin(part) : chinese(part)).append(" Tj\n");
      from = to;
    }
    content.append("ET\n");
  }

  void filled(double x, double y, double width, double height) {
    content.append(String.format(Locale.ROOT, "%.3f %.3f %.3f %.3f re f%n", x, y, width, height));
  }

  void framed(double x, double y, double width, double height) {
    content.append(
        String.format(Locale.ROOT, "0.6 w %.2f %.2f %.2f %.2f re S%n", x, y, width, height));
  }

  void line(double x, double y, double width) {
    content.append(
        String.format(Locale.ROOT, "0.6 w %.2f %.2f m %.2f %.2f l S%n", x, y, x + width, y));
  }

  byte[] bytes() {
    return content.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean isLatin(char one) {
    return one <= LATIN_LAST;
  }

  /** A string of PDF in Windows-1252; what it does not have is left blank. */
  private static String latin(String text) {
    StringBuilder string = new StringBuilder("(");
    for (char one : text.toCharArray()) {
      boolean blank = one <= CONTROL_LAST || (one >= '\u007f' && one < '\u00a0');
      if (blank) {
        string.append(' ');
      } else if (one == '(' || one == ')' || one == '\\') {
        string.append('\\').append(one);
      } else if (one > '~') {
        string.append(String.format(Locale.ROOT, "\\%03o", (int) one));
      } else {
        string.append(one);
      }
    }
    return string.append(')').toString();
  }

  /** A string of PDF in UCS-2; what lies beyond it is left blank. */
  private static String chinese(String text) {
    StringBuilder string = new StringBuilder("<");
    for (char one : text.toCharArray()) {
      if (!Character.isLowSurrogate(one)) {
        int code = Character.isHighSurrogate(one) ? '\u3000' : one;
        string.append(String.format(Locale.ROOT, "%04X", code));
      }
    }
    return string.append('>').toString();
  }
}
