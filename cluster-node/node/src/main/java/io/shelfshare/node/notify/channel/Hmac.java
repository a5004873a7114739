package io.shelfshare.node.notify.channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256, with which most channels sign. */
final class Hmac {
  private static final String SHA_256 = "HmacSHA256";

  private Hmac() {}

  static byte[] sha256(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(SHA_256);
      mac.init(new SecretKeySpec(key, SHA_256));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + SHA_256, e);
    }
  }

  static String base64(byte[] key, byte[] text) {
    return Base64.getEncoder().encodeToString(sha256(key, text));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
