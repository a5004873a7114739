package io.shelfshare.node.notify;

import io.shelfshare.domain.notify.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals addresses and keys with AES-256-GCM before they are stored, where there is a key. Safe for
 * use by any thread.
 */
final class Secrets {
  private static final String PLAIN = "plain:";
  private static final String GCM = "gcm:";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;

  private final Optional<SecretKeySpec> key;
  private final RandomGenerator random;

  /**
   * @param key 32 bytes in base64, or nothing
   * @param random makes nonces, and has to be fit for that; used from many threads
   * @throws IllegalArgumentException where the key is no such key
   */
  Secrets(String key, RandomGenerator random) {
    this.random = random;
    byte[] bytes = Base64.getDecoder().decode(key);
    if (!key.isEmpty() && bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException("shelfshare.notify.secrets-key is not 32 bytes in base64");
    }
    this.key = key.isEmpty() ? Optional.empty() : Optional.of(new SecretKeySpec(bytes, "AES"));
  }

  Secret seal(String plain) {
    if (plain.isEmpty()) {
      return Secret.NONE;
    } else if (key.isEmpty()) {
      return new Secret(PLAIN + plain);
    }
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, plain.getBytes(StandardCharsets.UTF_8));
    byte[] all = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    return new Secret(GCM + Base64.getEncoder().encodeToString(all));
  }

  /**
   * What was sealed.
   *
   * @throws IllegalStateException where it was sealed with another key
   */
  String open(Secret secret) {
    String text = secret.sealed();
    if (text.startsWith(PLAIN) || text.isEmpty()) {
      return text.substring(text.isEmpty() ? 0 : PLAIN.length());
    }
    byte[] all = Base64.getDecoder().decode(text.substring(GCM.length()));
    byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
    byte[] plain =
        crypt(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(all, NONCE_BYTES, all.length));
    return new String(plain, StandardCharsets.UTF_8);
  }

  private byte[] crypt(int mode, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      SecretKeySpec with =
          key.orElseThrow(() -> new IllegalStateException("It was sealed, and there is no key."));
      cipher.init(mode, with, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("It cannot be sealed or opened with this key.", e);
    }
  }
}
