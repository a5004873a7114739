package io.shelfshare.node.grpc.slip;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks text into lines that fit: Latin text at its spaces, Chinese anywhere, and a word that is
 * longer than a line wherever the line ends.
 */
final class Wrapping {
  /** Widths of space to tilde in Helvetica, in thousandths of its size (Adobe's font metrics). */
  private static final int[] HELVETICA = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584
  };

  private static final int EM = 1000;

  /** No letter with an accent is wider. */
  private static final int ACCENTED = 778;

  /** The bold face is nowhere much wider than this. */
  private static final double BOLD = 1.12;

  private static final char LATIN_LAST = '\u00ff';

  private Wrapping() {}

  /** The lines of a text, without spaces at their ends; none is empty, unless the text is. */
  static List<String> lines(String text, double width, double size, boolean bold) {
    double most = width * EM / size / (bold ? BOLD : 1);
    List<String> lines = new ArrayList<>();
    text.lines().map(String::strip).forEach(paragraph -> wrap(paragraph, most, lines));
    return lines;
  }

  private static void wrap(String paragraph, double most, List<String> lines) {
    int from = 0;
    while (from < paragraph.length()) {
      int to = end(paragraph, from, most);
      lines.add(paragraph.substring(from, to).strip());
      from = to;
      while (from < paragraph.length() && paragraph.charAt(from) == ' ') {
        from++;
      }
    }
  }

  /** Where the line that begins at {@code from} ends. */
  private static int end(String text, int from, double most) {
    double width = 0;
    int at = from;
    int lastBreak = from;
    while (at < text.length()) {
      int next = at + Character.charCount(text.codePointAt(at));
      width += width(text.charAt(at));
      if (width > most && at > from) {
        return lastBreak > from ? lastBreak : at;
      }
      if (mayBreakAfter(text, at, next)) {
        lastBreak = next;
      }
      at = next;
    }
    return at;
  }

  private static boolean mayBreakAfter(String text, int at, int next) {
    boolean wide = text.charAt(at) > LATIN_LAST;
    return wide
        || text.charAt(at) == ' '
        || (next < text.length() && text.charAt(next) > LATIN_LAST);
  }

  private static int width(char one) {
    if (one > LATIN_LAST) {
      return EM;
    }
    return one >= ' ' && one <= '~' ? HELVETICA[one - ' '] : ACCENTED;
  }
}
