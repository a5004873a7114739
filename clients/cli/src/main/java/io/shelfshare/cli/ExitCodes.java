package io.shelfshare.cli;

import io.shelfshare.client.ShelfshareException;

/** What the command ends with, for scripts. The help of the command lists them. */
final class ExitCodes {
  static final int OK = 0;

  /** A rule of the market refused; the reason code and the words say why. */
  static final int REFUSED = 1;

  /** The command was typed wrongly. */
  static final int USAGE = 2;

  /** Not signed in, or not allowed. */
  static final int NOT_ALLOWED = 3;

  /** No node answered in time. */
  static final int UNAVAILABLE = 4;

  /** A defect. */
  static final int INTERNAL = 5;

  private ExitCodes() {}

  static int of(ShelfshareException failure) {
    if (failure.reason().equals("TOO_LATE")) {
      return REFUSED;
    }
    return switch (failure.code()) {
      case UNAUTHENTICATED, PERMISSION_DENIED -> NOT_ALLOWED;
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> UNAVAILABLE;
      case INTERNAL, UNKNOWN, DATA_LOSS, UNIMPLEMENTED -> INTERNAL;
      default -> REFUSED;
    };
  }
}
