package io.shelfshare.journalstore.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An object's bytes, and who made them.
 *
 * @param serializer the serializer's number
 * @param manifest what the serializer calls the object's type; may be empty
 */
public record Serialized(int serializer, String manifest, byte[] bytes) {
  int encodedBytes() {
    return 2 * Integer.BYTES
        + Short.BYTES
        + manifest.getBytes(StandardCharsets.UTF_8).length
        + bytes.length;
  }

  void encode(ByteBuffer target) {
    target.putInt(serializer);
    StoredEvent.putText(target, manifest.getBytes(StandardCharsets.UTF_8));
    target.putInt(bytes.length).put(bytes);
  }

  static Serialized decoded(ByteBuffer source) {
    int serializer = source.getInt();
    String manifest = StoredEvent.text(source);
    byte[] bytes = new byte[source.getInt()];
    source.get(bytes);
    return new Serialized(serializer, manifest, bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Serialized that
        && serializer == that.serializer
        && manifest.equals(that.manifest)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * serializer + manifest.hashCode()) + Arrays.hashCode(bytes);
  }
}
