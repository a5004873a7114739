package io.shelfshare.it;

import java.util.function.Supplier;

/**
 * How to be refused by a call for a reason of its own.
 *
 * @param attempt leads there, and gives the call that is refused
 */
record Provocation(String rpc, String reason, Supplier<Counter.Attempt> attempt) {
  String key() {
    return rpc + " " + reason;
  }

  @Override
  public String toString() {
    return key();
  }
}
