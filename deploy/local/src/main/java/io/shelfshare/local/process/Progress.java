package io.shelfshare.local.process;

import java.time.Duration;

/**
 * Is told how starting and stopping goes on, so that a person sees that something happens. Called
 * several times a second while waiting, by the thread that waits.
 */
@FunctionalInterface
public interface Progress {
  /**
   * Something is going on.
   *
   * @param part what it is about: {@code cassandra}, {@code schema}, {@code node 1}
   * @param state a few words: {@code starting}, {@code ready}
   * @param elapsed time since this part began
   */
  void at(String part, String state, Duration elapsed);

  /** Something works less well than it should; shown to the person as a full sentence. */
  default void warning(String part, String sentence) {}

  /** For callers that show nothing. */
  static Progress silent() {
    return (part, state, elapsed) -> {};
  }
}
