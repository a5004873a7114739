package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.OrderId;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Photos as evidence of orders. The edge has checked that the caller may see the order, and that
 * the photo is a picture of a size that is kept.
 */
public interface PhotoGateway {
  /**
   * Keeps a photo; the answer is the one that stands under its id. Refused with {@code ORDER_FULL}
   * where the order has as many as it may, and with {@code REQUEST_ID_REUSED} where another photo
   * stands under the id.
   */
  CompletionStage<Answer<OrderPhoto>> add(OrderPhoto photo);

  /** A photo of an order, while it is kept. */
  CompletionStage<Optional<OrderPhoto>> get(OrderId order, UUID id);
}
