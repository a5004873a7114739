package io.shelfshare.domain.notify;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of an attempt to send a message.
 *
 * @param code what was answered: an HTTP status, or a robot's own code; 0 where nothing was
 * @param remark why, in words for whoever looks; never with a secret
 * @param after how long the receiver wants to be left alone
 */
public record Outcome(Kind kind, int code, String remark, Optional<Duration> after) {
  /** The kinds. */
  public enum Kind {
    /** The receiver has it. */
    TAKEN,
    /** Trying again may help. */
    AGAIN,
    /** It will never take this message. */
    REFUSED,
    /** It wants no more messages at all. */
    GONE
  }

  public static Outcome taken(int code) {
    return new Outcome(Kind.TAKEN, code, "", Optional.empty());
  }

  public static Outcome again(int code, String remark) {
    return new Outcome(Kind.AGAIN, code, remark, Optional.empty());
  }

  public static Outcome again(int code, String remark, Optional<Duration> after) {
    return new Outcome(Kind.AGAIN, code, remark, after);
  }

  public static Outcome refused(int code, String remark) {
    return new Outcome(Kind.REFUSED, code, remark, Optional.empty());
  }

  public static Outcome gone(int code, String remark) {
    return new Outcome(Kind.GONE, code, remark, Optional.empty());
  }
}
