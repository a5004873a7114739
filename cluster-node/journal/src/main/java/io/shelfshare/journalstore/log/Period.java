package io.shelfshare.journalstore.log;

import java.util.OptionalLong;

/**
 * When an entity was made, where its id tells: an id that ends in a dot and fourteen of 0-9 and a-z
 * names a period in the first six of them, to the base of 36. Entities of one period share a
 * partition of the index, so that what is written and read of many of them is one write and one
 * read. How long a period is, is up to who makes the ids: a partition should have some ten thousand
 * entities. It follows from the id alone, so that nobody can look for an entity in another place
 * than it was put.
 */
final class Period {
  private static final int RADIX = 36;
  private static final int NUMBER_LENGTH = 6;
  private static final int FRESH_LENGTH = 8;
  private static final int LENGTH = 1 + NUMBER_LENGTH + FRESH_LENGTH;

  private Period() {}

  /** The number of the period, from 0 on; empty where the id tells none. */
  static OptionalLong of(String entity) {
    int dot = entity.length() - LENGTH;
    if (dot < 0 || entity.charAt(dot) != '.') {
      return OptionalLong.empty();
    }
    long number = 0;
    for (int at = dot + 1; at < entity.length(); at++) {
      int digit = digit(entity.charAt(at));
      if (digit < 0) {
        return OptionalLong.empty();
      }
      number = at <= dot + NUMBER_LENGTH ? number * RADIX + digit : number;
    }
    return OptionalLong.of(number);
  }

  private static int digit(char one) {
    if (one >= '0' && one <= '9') {
      return one - '0';
    }
    return one >= 'a' && one <= 'z' ? one - 'a' + 10 : -1;
  }
}
