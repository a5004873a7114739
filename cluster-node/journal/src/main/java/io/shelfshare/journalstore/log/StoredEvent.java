package io.shelfshare.journalstore.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An event as it is stored: who can read it, and its bytes.
 *
 * @param sequenceNr counts the entity's events from 1
 * @param timestamp when it was persisted, in milliseconds since 1970, or 0
 * @param writer tells apart the actors that persisted; as Akka gives it
 * @param eventManifest of an event adapter; mostly empty
 * @param metadata what a replicated entity adds
 */
public record StoredEvent(
    long sequenceNr,
    long timestamp,
    String writer,
    String eventManifest,
    Serialized payload,
    Optional<Serialized> metadata) {
  private static final byte FORMAT = 1;
  private static final int FIXED_BYTES = 2 + Long.BYTES;

  /** The event without its sequence number, which is part of its row's key. */
  ByteBuffer encoded() {
    byte[] by = writer.getBytes(StandardCharsets.UTF_8);
    byte[] adapted = eventManifest.getBytes(StandardCharsets.UTF_8);
    int size =
        FIXED_BYTES
            + 2 * Short.BYTES
            + by.length
            + adapted.length
            + payload.encodedBytes()
            + metadata.map(Serialized::encodedBytes).orElse(0);
    ByteBuffer target = ByteBuffer.allocate(size);
    target.put(FORMAT).put((byte) (metadata.isPresent() ? 1 : 0)).putLong(timestamp);
    putText(target, by);
    putText(target, adapted);
    payload.encode(target);
    metadata.ifPresent(meta -> meta.encode(target));
    return target.flip();
  }

  /**
   * Reads what {@link #encoded} wrote.
   *
   * @throws IllegalStateException if a newer version wrote it
   */
  static StoredEvent decoded(long sequenceNr, ByteBuffer row) {
    ByteBuffer source = row.duplicate();
    byte format = source.get();
    if (format != FORMAT) {
      throw new IllegalStateException(
          "Event " + sequenceNr + " has format " + format + "; this build reads " + FORMAT);
    }
    boolean withMetadata = source.get() == 1;
    long timestamp = source.getLong();
    String writer = text(source);
    String adapted = text(source);
    Serialized payload = Serialized.decoded(source);
    Optional<Serialized> metadata =
        withMetadata ? Optional.of(Serialized.decoded(source)) : Optional.empty();
    return new StoredEvent(sequenceNr, timestamp, writer, adapted, payload, metadata);
  }

  static void putText(ByteBuffer target, byte[] text) {
    if (text.length > 0xFFFF) {
      throw new IllegalArgumentException("A manifest of " + text.length + " bytes");
    }
    target.putShort((short) text.length).put(text);
  }

  static String text(ByteBuffer source) {
    byte[] text = new byte[Short.toUnsignedInt(source.getShort())];
    source.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
