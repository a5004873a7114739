package io.shelfshare.node.grpc.error;

/**
 * What is wrong with one field.
 *
 * @param field path from the request, for example {@code lines[2].quantity}
 * @param value what was given, shortened; empty where nothing was
 * @param expected what would be right
 */
public record FieldFault(String field, String value, Expected expected) {
  private static final int VALUE_CHARS_MAX = 40;

  public FieldFault {
    value = shorten(value);
  }

  /** Cuts a value to what a message can show, and drops what a terminal should not. */
  private static String shorten(String value) {
    StringBuilder shown = new StringBuilder();
    value
        .codePoints()
        .limit(VALUE_CHARS_MAX)
        .map(c -> Character.isISOControl(c) || c == '\uFFFD' ? '?' : c)
        .forEach(shown::appendCodePoint);
    return shown.length() < value.length() ? shown + "…" : shown.toString();
  }
}
