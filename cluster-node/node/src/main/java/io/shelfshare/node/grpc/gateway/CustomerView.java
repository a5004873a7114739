package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.OwnerId;
import java.util.Optional;

/**
 * A customer in the clear. Never to be logged or kept.
 *
 * @param token what everything else knows the customer by
 * @param reference the owner's own; empty in the moment in which the customer is added
 */
public record CustomerView(
    OwnerId owner, String token, String reference, Optional<Delivery> delivery) {
  /** Where units are delivered to; {@code phone} may be empty. */
  public record Delivery(String recipient, String phone, String address) {
    @Override
    public String toString() {
      return "Delivery[sealed]";
    }
  }

  @Override
  public String toString() {
    return "CustomerView[" + token + "]";
  }
}
