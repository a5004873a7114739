package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.Refusal;

/**
 * What an entity answered: the value, or why not.
 *
 * @param <T> what is answered where it is done
 */
public sealed interface Answer<T> {
  static <T> Answer<T> ok(T value) {
    return new Ok<>(value);
  }

  static <T> Answer<T> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }

  /** It is done, or was done before with the same body. */
  record Ok<T>(T value) implements Answer<T> {}

  /** It is not done and had no effect. */
  record Refused<T>(Refusal refusal) implements Answer<T> {}
}
