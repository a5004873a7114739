package io.shelfshare.domain.order;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Remembered;
import java.time.Instant;
import java.util.Optional;

/**
 * What an order knows of a mutation (P6). Steps and messages have one memory: an id that was used
 * for the one is refused to the other.
 */
final class OrderMemory {
  private OrderMemory() {}

  static Optional<Remembered<OrderView>> step(OrderState state, Mutation mutation) {
    return state.mutations().stream().filter(one -> one.key().equals(mutation.key())).findFirst();
  }

  static Optional<Remembered<OrderMessage>> message(OrderState state, Mutation mutation) {
    return state.messages().stream()
        .filter(one -> one.mutation().equals(mutation.key()))
        .map(one -> new Remembered<>(one.mutation(), one.fingerprint(), one.at(), one))
        .findFirst();
  }

  static <A> Optional<Decision<OrderEvent, A>> recall(
      OrderState state, Optional<Remembered<A>> sameKind, Mutation mutation, Instant now) {
    boolean used =
        sameKind.isEmpty()
            && (step(state, mutation).isPresent() || message(state, mutation).isPresent());
    return Remembered.<OrderEvent, A>recall(sameKind, mutation, now)
        .or(
            () ->
                used
                    ? Optional.of(
                        Decision.refused(
                            Refusal.of(
                                Refusal.Reason.REQUEST_ID_REUSED, "request_id", mutation.id())))
                    : Optional.empty());
  }
}
