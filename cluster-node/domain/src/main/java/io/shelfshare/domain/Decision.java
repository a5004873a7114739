package io.shelfshare.domain;

import java.util.List;

/**
 * What a command comes to. The events are persisted first, in order and as one write, and only then
 * is anybody told.
 *
 * @param <E> the events of the entity that decides
 * @param <A> the answer to the one who asked
 */
public sealed interface Decision<E, A> {
  /** What happened; empty where nothing did. */
  List<E> events();

  static <E, A> Decision<E, A> done(List<E> events, A answer) {
    return new Done<>(List.copyOf(events), answer);
  }

  /** Nothing new happens: the answer is the remembered one, or there was nothing to do. */
  static <E, A> Decision<E, A> unchanged(A answer) {
    return new Done<>(List.of(), answer);
  }

  static <E, A> Decision<E, A> refused(Refusal refusal) {
    return new Refused<>(List.of(), refusal);
  }

  /** It is done, or was done before. */
  record Done<E, A>(List<E> events, A answer) implements Decision<E, A> {}

  /**
   * It is not done. A refusal has no events of its own; what it found out on the way (that the
   * request's time has run out) has.
   */
  record Refused<E, A>(List<E> events, Refusal refusal) implements Decision<E, A> {}
}
