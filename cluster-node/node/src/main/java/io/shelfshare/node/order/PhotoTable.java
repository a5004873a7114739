package io.shelfshare.node.order;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.ByteString;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.order.OrderMessage.Side;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.OrderPhoto;
import io.shelfshare.node.grpc.gateway.PhotoGateway;
import io.shelfshare.node.grpc.gateway.PhotoKind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Photos of orders, beside the journal: a picture decides nothing. A photo first takes one of its
 * order's slots and is then written, both only where nobody was before, so that neither retries nor
 * racing copies make an order keep more than it may or change what it keeps. A copy that crashed in
 * between has its slot, and its retry goes on from there.
 *
 * <p>Safe for use by any thread.
 */
public final class PhotoTable implements PhotoGateway {
  /** Longer than anything can be claimed of an order, and than a year's books are open. */
  private static final Duration KEPT = Duration.ofDays(400);

  private final CqlSession session;
  private final PreparedStatement slots;
  private final PreparedStatement take;
  private final PreparedStatement read;
  private final PreparedStatement write;

  /** Prepares the statements; blocks until the server has answered. */
  public PhotoTable(CqlSession session) {
    int seconds = (int) KEPT.toSeconds();
    this.session = session;
    this.slots = session.prepare("SELECT slot, photo_id FROM order_photo_slot WHERE order_id = ?");
    this.take =
        session.prepare(
            "INSERT INTO order_photo_slot (order_id, slot, photo_id) VALUES (?, ?, ?)"
                + " IF NOT EXISTS USING TTL "
                + seconds);
    this.read = session.prepare("SELECT * FROM order_photo WHERE order_id = ? AND photo_id = ?");
    this.write =
        session.prepare(
            "INSERT INTO order_photo (order_id, photo_id, media_type, author, side, kept_at,"
                + " fingerprint, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                + " IF NOT EXISTS USING TTL "
                + seconds);
  }

  @Override
  public CompletionStage<Answer<OrderPhoto>> add(OrderPhoto photo) {
    return session
        .executeAsync(slots.bind(photo.order().value()))
        .thenCompose(rows -> take(photo, taken(rows)));
  }

  /** An order has far less slots than a page has rows. */
  private static Map<Integer, UUID> taken(AsyncResultSet rows) {
    Map<Integer, UUID> taken = new HashMap<>();
    for (Row row : rows.currentPage()) {
      taken.put(row.getInt("slot"), row.getUuid("photo_id"));
    }
    return taken;
  }

  private CompletionStage<Answer<OrderPhoto>> take(OrderPhoto photo, Map<Integer, UUID> taken) {
    if (taken.containsValue(photo.id())) {
      return write(photo);
    }
    for (int slot = 0; slot < OrderPhoto.AT_MOST; slot++) {
      if (!taken.containsKey(slot)) {
        return session
            .executeAsync(take.bind(photo.order().value(), slot, photo.id()))
            // Somebody was faster: look again, for the next free one.
            .thenCompose(tried -> tried.wasApplied() ? write(photo) : add(photo));
      }
    }
    return CompletableFuture.completedFuture(
        Answer.refused(Refusal.of(Refusal.Reason.ORDER_FULL, "most", OrderPhoto.AT_MOST)));
  }

  private CompletionStage<Answer<OrderPhoto>> write(OrderPhoto photo) {
    return session
        .executeAsync(
            write.bind(
                photo.order().value(),
                photo.id(),
                photo.kind().mediaType(),
                photo.author(),
                photo.side().name(),
                photo.keptAt().toEpochMilli(),
                photo.fingerprint(),
                photo.content().asReadOnlyByteBuffer()))
        .thenCompose(
            tried ->
                tried.wasApplied()
                    ? CompletableFuture.completedFuture(Answer.ok(photo))
                    : get(photo.order(), photo.id()).thenApply(kept -> again(photo, kept)));
  }

  private static Answer<OrderPhoto> again(OrderPhoto photo, Optional<OrderPhoto> kept) {
    return kept.filter(photo::repeats)
        .map(Answer::ok)
        .orElseGet(
            () ->
                Answer.refused(
                    Refusal.of(Refusal.Reason.REQUEST_ID_REUSED, "request_id", photo.id())));
  }

  @Override
  public CompletionStage<Optional<OrderPhoto>> get(OrderId order, UUID id) {
    return session
        .executeAsync(read.bind(order.value(), id))
        .thenApply(rows -> Optional.ofNullable(rows.one()).map(row -> photo(order, id, row)));
  }

  private static OrderPhoto photo(OrderId order, UUID id, Row row) {
    ByteBuffer content = row.getByteBuffer("content");
    ByteString bytes = content == null ? ByteString.EMPTY : ByteString.copyFrom(content);
    return new OrderPhoto(
        order,
        id,
        PhotoKind.of(bytes.toByteArray()).orElseThrow(),
        row.getString("author"),
        Side.valueOf(row.getString("side")),
        Instant.ofEpochMilli(row.getLong("kept_at")),
        row.getString("fingerprint"),
        bytes);
  }
}
