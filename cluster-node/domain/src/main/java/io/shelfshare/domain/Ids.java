package io.shelfshare.domain;

/** The one spelling of ids: lower-case letters, digits and dashes, so that they fit everywhere. */
final class Ids {
  private Ids() {}

  static void check(String field, String value, int lengthMax) {
    boolean wellFormed = !value.isEmpty() && value.length() <= lengthMax && value.charAt(0) != '-';
    for (int i = 0; wellFormed && i < value.length(); i++) {
      char c = value.charAt(i);
      wellFormed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }
    if (!wellFormed) {
      throw new IllegalArgumentException(
          field + " id must be 1 to " + lengthMax + " of a-z, 0-9 and '-', not: " + value);
    }
  }
}
