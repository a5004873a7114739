package io.shelfshare.local.process;

/** Something on this machine could not be started; the message says why and what to do. */
public final class StartFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure without a cause of its own. */
  public StartFailedException(String message) {
    super(message);
  }

  /** A failure that another one explains. */
  public StartFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
