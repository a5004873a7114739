package io.shelfshare.node.grpc.gateway;

import com.google.protobuf.ByteString;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.order.OrderMessage.Side;
import java.time.Instant;
import java.util.UUID;

/**
 * A photo of an order.
 *
 * @param id the {@code request_id} that it came under
 * @param author who sent it
 * @param fingerprint of what was asked for, so that a retry is told from another photo
 */
public record OrderPhoto(
    OrderId order,
    UUID id,
    PhotoKind kind,
    String author,
    Side side,
    Instant keptAt,
    String fingerprint,
    ByteString content) {
  /** The most bytes that a photo may have. */
  public static final int BYTES_MAX = 512 * 1024;

  /** An order keeps so many; a further one is refused. */
  public static final int AT_MOST = 30;

  /** Whether it is the one that came under the same id, sent once more. */
  public boolean repeats(OrderPhoto kept) {
    return author.equals(kept.author) && fingerprint.equals(kept.fingerprint);
  }
}
