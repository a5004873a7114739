package io.shelfshare.load.chain;

/** GTIN-13 numbers, after GS1 General Specifications, section 7.9 (check digit). */
final class Gtin {
  // GS1 keeps the prefixes 20-29 for numbers used inside one company, so that a demo article can
  // never be mistaken for a real one at somebody's till.
  private static final int COMPANY_INTERNAL_PREFIX = 21;

  private Gtin() {}

  /** The number of an article, 0 to 99,999, of a chain, 0 to 99,999. */
  static String of(int chain, int article) {
    String body = "%02d%05d%05d".formatted(COMPANY_INTERNAL_PREFIX, chain, article);
    return body + checkDigit(body);
  }

  /** The digit that makes the weighted sum (1, 3, 1, 3, …) a multiple of ten. */
  static int checkDigit(String twelveDigits) {
    int sum = 0;
    for (int at = 0; at < twelveDigits.length(); at++) {
      sum += Character.digit(twelveDigits.charAt(at), 10) * (at % 2 == 0 ? 1 : 3);
    }
    return (10 - sum % 10) % 10;
  }
}
