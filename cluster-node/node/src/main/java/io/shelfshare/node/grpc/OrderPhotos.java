package io.shelfshare.node.grpc;

import com.google.protobuf.ByteString;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.order.OrderMessage.Side;
import io.shelfshare.market.v1.AddOrderPhotoRequest;
import io.shelfshare.market.v1.GetOrderPhotoRequest;
import io.shelfshare.market.v1.OrderPhoto;
import io.shelfshare.node.grpc.OrderSteps.Step;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.error.Refusals;
import io.shelfshare.node.grpc.gateway.PhotoGateway;
import io.shelfshare.node.grpc.gateway.PhotoKind;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Photos as evidence of orders (P7: for its two sides and headquarters). Nothing here blocks. */
final class OrderPhotos {
  private static final String PHOTOS = "/photos/";

  private final PhotoGateway photos;
  private final OrderSteps steps;
  private final Clock clock;

  OrderPhotos(PhotoGateway photos, OrderSteps steps, Clock clock) {
    this.photos = photos;
    this.steps = steps;
    this.clock = clock;
  }

  CompletionStage<OrderPhoto> add(AddOrderPhotoRequest request, Call call) {
    Step step =
        new Step(request.getParent(), request.getRequestId(), request, OrderSteps::asEither);
    return steps
        .visible(request.getParent(), call)
        .thenCompose(
            order ->
                photos.add(photo(request, steps.side(call, order), steps.mutation(step, call))))
        .thenApply(
            answer ->
                message(Replies.value(answer, request.getParent())).toBuilder()
                    .clearContent()
                    .build());
  }

  private io.shelfshare.node.grpc.gateway.OrderPhoto photo(
      AddOrderPhotoRequest request, Side side, Mutation mutation) {
    Instant now = clock.instant();
    if (now.isAfter(mutation.notAfter())) {
      throw new CallFailed(
          Refusals.fault(Refusal.of(Refusal.Reason.TOO_LATE, "not_after", mutation.notAfter())));
    }
    ByteString content = request.getContent();
    return new io.shelfshare.node.grpc.gateway.OrderPhoto(
        Names.order(request.getParent()),
        mutation.id(),
        PhotoKind.of(content.toByteArray()).orElseThrow(),
        mutation.actor(),
        side,
        now,
        mutation.fingerprint(),
        content);
  }

  CompletionStage<OrderPhoto> get(GetOrderPhotoRequest request, Call call) {
    String name = request.getName();
    int at = name.indexOf(PHOTOS);
    UUID id = UUID.fromString(name.substring(at + PHOTOS.length()));
    return steps
        .visible(name.substring(0, at), call)
        .thenCompose(order -> photos.get(order.terms().order(), id))
        .thenApply(
            found ->
                found
                    .map(OrderPhotos::message)
                    .orElseThrow(() -> new CallFailed(Fault.notFound(name))));
  }

  private static OrderPhoto message(io.shelfshare.node.grpc.gateway.OrderPhoto photo) {
    return OrderPhoto.newBuilder()
        .setName(Names.of(photo.order()) + PHOTOS + photo.id())
        .setMediaType(photo.kind().mediaType())
        .setByteCount(photo.content().size())
        .setAuthor(photo.author())
        .setSide(OrderMessages.side(photo.side()))
        .setCreateTime(Times.timestamp(photo.keptAt()))
        .setContent(photo.content())
        .build();
  }
}
