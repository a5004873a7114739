package io.shelfshare.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** A transfer request. Its id is made from the store and the mutation that posted it. */
public record RequestId(UUID value) {
  /** Name space of our UUIDv5 names; an arbitrary UUID that must never change. */
  private static final UUID NAMESPACE = UUID.fromString("6a6f6b5e-7c2f-4d2b-9d6c-0f8c1c7f5a11");

  /** The id that a post of {@code store} with {@code mutation} gets, so that a retry finds it. */
  public static RequestId forPost(StoreId store, UUID mutation) {
    byte[] name = (store.value() + "/" + mutation).getBytes(StandardCharsets.UTF_8);
    ByteBuffer input = ByteBuffer.allocate(16 + name.length);
    input.putLong(NAMESPACE.getMostSignificantBits());
    input.putLong(NAMESPACE.getLeastSignificantBits());
    input.put(name);
    ByteBuffer hash = ByteBuffer.wrap(sha1(input.array()));
    long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new RequestId(new UUID(high, low));
  }

  private static byte[] sha1(byte[] input) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(input);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1 (RFC 9562 asks for it).", e);
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
