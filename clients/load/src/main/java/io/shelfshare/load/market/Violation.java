package io.shelfshare.load.market;

/**
 * A promise that was not kept, as seen from outside.
 *
 * @param promise {@code P1} to {@code P12}, or {@code DEFECT} where a call ended in an error that
 *     no caller can cause
 * @param subject resource name of what it is about
 * @param words what was seen and what was to be expected
 */
public record Violation(String promise, String subject, String words) {
  @Override
  public String toString() {
    return promise + " " + subject + ": " + words;
  }
}
