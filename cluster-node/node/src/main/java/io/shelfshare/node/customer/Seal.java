package io.shelfshare.node.customer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals text under a key with AES-256-GCM, and makes keyed digests. Safe for use by any thread. */
final class Seal {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final String DIGEST = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random;

  Seal(SecureRandom random) {
    this.random = random;
  }

  ByteBuffer newKey() {
    return ByteBuffer.wrap(random(KEY_BYTES));
  }

  byte[] random(int bytes) {
    byte[] fresh = new byte[bytes];
    random.nextBytes(fresh);
    return fresh;
  }

  /**
   * Seals {@code text}; the same text never looks the same twice.
   *
   * @param place bound to the seal, so that what was sealed for one column of one customer opens
   *     nowhere else
   */
  ByteBuffer close(ByteBuffer key, String place, String text) {
    byte[] nonce = random(NONCE_BYTES);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, key, place, nonce, text.getBytes(UTF_8));
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).flip();
  }

  /**
   * Opens what {@link #close} sealed.
   *
   * @throws IllegalStateException where the key or the place is another, or a byte was changed
   */
  String open(ByteBuffer key, String place, ByteBuffer sealed) {
    byte[] nonce = new byte[NONCE_BYTES];
    ByteBuffer rest = sealed.duplicate().get(nonce);
    return new String(run(Cipher.DECRYPT_MODE, key, place, nonce, bytes(rest)), UTF_8);
  }

  /** A digest that nobody can guess the text of without the secret. */
  static ByteBuffer digest(ByteBuffer secret, String text) {
    try {
      Mac mac = Mac.getInstance(DIGEST);
      mac.init(new SecretKeySpec(bytes(secret), DIGEST));
      return ByteBuffer.wrap(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + DIGEST, e);
    }
  }

  private static byte[] run(int mode, ByteBuffer key, String place, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(
          mode, new SecretKeySpec(bytes(key), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.getBytes(UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A seal of " + place + " does not hold", e);
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
