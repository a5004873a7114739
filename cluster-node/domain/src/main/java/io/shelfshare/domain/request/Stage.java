package io.shelfshare.domain.request;

import java.time.Duration;

/**
 * One way in which a request is decided, for some time; then the next stage follows, if there is
 * one.
 *
 * @param lasts how long until the next stage at the latest; zero for as long as it takes
 * @param window how long bids are collected; zero in other modes
 * @param acceptWithin how long an asked store has; zero in other modes
 */
public record Stage(RequestSpec.Mode mode, Duration lasts, Duration window, Duration acceptWithin) {
  /** What a window is where nobody says. */
  public static final Duration WINDOW_DEFAULT = Duration.ofSeconds(10);

  /** What an asked store has where nobody says. */
  public static final Duration ACCEPT_WITHIN_DEFAULT = Duration.ofSeconds(60);

  /** A mode with its usual times, for as long as it takes. */
  public static Stage of(RequestSpec.Mode mode) {
    return new Stage(mode, Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /** With a window and a time to accept where the mode has one. */
  public Stage {
    window =
        mode != RequestSpec.Mode.SEALED_WINDOW
            ? Duration.ZERO
            : window.isZero() ? WINDOW_DEFAULT : window;
    acceptWithin =
        mode != RequestSpec.Mode.ASSIGNED
            ? Duration.ZERO
            : acceptWithin.isZero() ? ACCEPT_WITHIN_DEFAULT : acceptWithin;
  }
}
