package io.shelfshare.load.loader;

import com.google.protobuf.MessageLite;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Makes the {@code request_id} of a call from its body, so that a load that is started twice sends
 * the same ids and the cluster applies each batch once.
 *
 * <p>The API takes version 7 UUIDs (RFC 9562, section 5.7) no older than seven days; the time in
 * these is the start of the day in UTC. Later reruns are the business of the loader, which looks
 * first.
 */
final class DailyRequestId {
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final long dayMillis;

  DailyRequestId(Clock clock) {
    this.dayMillis = Instant.now(clock).truncatedTo(ChronoUnit.DAYS).toEpochMilli();
  }

  /** The id for a body whose own {@code request_id} is still empty. */
  String of(MessageLite body) {
    ByteBuffer digest = ByteBuffer.wrap(sha256(body.toByteArray()));
    long high = (dayMillis << 16) | VERSION_7 | (digest.getShort() & 0x0FFF);
    long low = VARIANT | (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL);
    return new UUID(high, low).toString();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
