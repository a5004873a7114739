package io.shelfshare.domain.order;

import java.util.Optional;

/** Closed, released or cancelled: it only goes on telling until everybody has heard. */
final class EndedOrder extends TransferOrder {
  private final OrderState state;

  EndedOrder(OrderState state) {
    this.state = state;
  }

  @Override
  public Optional<OrderState> state() {
    return Optional.of(state);
  }
}
