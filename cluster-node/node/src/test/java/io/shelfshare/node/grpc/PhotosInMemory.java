package io.shelfshare.node.grpc;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.OrderPhoto;
import io.shelfshare.node.grpc.gateway.PhotoGateway;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Photos without a database. */
final class PhotosInMemory implements PhotoGateway {
  private final Map<UUID, OrderPhoto> kept = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<Answer<OrderPhoto>> add(OrderPhoto photo) {
    OrderPhoto stands = kept.putIfAbsent(photo.id(), photo);
    return CompletableFuture.completedFuture(
        stands == null || photo.repeats(stands)
            ? Answer.ok(stands == null ? photo : stands)
            : Answer.refused(
                Refusal.of(Refusal.Reason.REQUEST_ID_REUSED, "request_id", photo.id())));
  }

  @Override
  public CompletionStage<Optional<OrderPhoto>> get(OrderId order, UUID id) {
    return CompletableFuture.completedFuture(
        Optional.ofNullable(kept.get(id)).filter(photo -> photo.order().equals(order)));
  }
}
