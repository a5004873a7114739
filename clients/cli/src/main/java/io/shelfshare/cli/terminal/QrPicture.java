package io.shelfshare.cli.terminal;

import io.nayuki.qrcodegen.QrCode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A QR code as text. Each character shows two modules, one above the other, and the colours are
 * said with it: cameras want dark on light, and terminals may be either.
 */
public final class QrPicture {
  /** Modules around the code that have to be light, by the standard. */
  private static final int QUIET = 4;

  private static final String BLACK_ON_WHITE = "\u001b[30;107m";
  private static final String PLAIN = "\u001b[0m";

  private QrPicture() {}

  /**
   * The lines to print, all as wide.
   *
   * @throws IllegalArgumentException for more than 2,953 bytes, which no QR code holds
   */
  public static List<String> lines(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
    int end = code.size + QUIET;
    return IntStream.iterate(-QUIET, y -> y < end, y -> y + 2)
        .mapToObj(y -> BLACK_ON_WHITE + line(code, y, end) + PLAIN)
        .toList();
  }

  private static String line(QrCode code, int y, int end) {
    StringBuilder line = new StringBuilder();
    for (int x = -QUIET; x < end; x++) {
      boolean upper = code.getModule(x, y);
      boolean lower = code.getModule(x, y + 1);
      line.append(upper ? (lower ? '█' : '▀') : (lower ? '▄' : ' '));
    }
    return line.toString();
  }
}
