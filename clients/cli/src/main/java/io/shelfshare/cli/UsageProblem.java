package io.shelfshare.cli;

import java.util.List;

/** The command was typed wrongly in a way that the parser cannot see; the key names the words. */
final class UsageProblem extends Exception {
  private static final long serialVersionUID = 1L;
  private final String key;
  private final List<String> values;

  UsageProblem(String key, String... values) {
    super(key);
    this.key = key;
    this.values = List.of(values);
  }

  String key() {
    return key;
  }

  Object[] values() {
    return values.toArray();
  }
}
