package io.shelfshare.cli.terminal;

/**
 * Progress on the standard error: on a terminal one line that is written over, elsewhere a line
 * whenever there is news worth one. Safe for use by several threads.
 */
public final class ProgressLine {
  private static final String OVERWRITE = "\r\u001b[K";

  private final Terminal terminal;
  private boolean written;

  /** Progress on {@code terminal}. */
  public ProgressLine(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Shows how it stands.
   *
   * @param news whether it is worth a line of its own where lines cannot be written over
   */
  public synchronized void show(String line, boolean news) {
    if (terminal.interactive()) {
      terminal.err().print(OVERWRITE + line);
      terminal.err().flush();
      written = true;
    } else if (news) {
      terminal.note(line);
    }
  }

  /** Leaves a line standing; progress goes on below it. */
  public synchronized void keep(String line) {
    if (written) {
      terminal.err().print(OVERWRITE);
      written = false;
    }
    terminal.note(line);
  }
}
