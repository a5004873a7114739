package io.shelfshare.node.notify.channel;

import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * Who sends Web Push messages, by RFC 8292: a key pair of the chain, and where its operator can be
 * reached. Safe for use by any thread.
 */
public final class Vapid {
  private static final Duration LASTS = Duration.ofHours(12);
  private static final String ES256 = "SHA256withECDSAinP1363Format";
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final String publicKey;
  private final PrivateKey key;
  private final String contact;

  /**
   * @param publicKey an uncompressed point in base64url
   * @param privateKey its 32 bytes in base64url
   * @param contact a {@code mailto:} or {@code https:} URL of the operator
   * @throws IllegalArgumentException where the keys are none, or do not belong together
   */
  public Vapid(String publicKey, String privateKey, String contact) {
    try {
      ECPublicKey open = PushCipher.publicKey(Base64.getUrlDecoder().decode(publicKey));
      BigInteger number = new BigInteger(1, Base64.getUrlDecoder().decode(privateKey));
      this.key =
          KeyFactory.getInstance("EC")
              .generatePrivate(new ECPrivateKeySpec(number, PushCipher.P256));
      this.publicKey = BASE64URL.encodeToString(PushCipher.point(open));
      this.contact = contact;
      Signature check = Signature.getInstance(ES256);
      check.initVerify(open);
      check.update(publicKey.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      if (!check.verify(signed(Hmac.bytes(publicKey)))) {
        throw new IllegalArgumentException("The keys of shelfshare.notify.web-push differ.");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The keys of shelfshare.notify.web-push are none.", e);
    }
  }

  /** What browsers subscribe with. */
  public String publicKey() {
    return publicKey;
  }

  private byte[] signed(byte[] text) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(ES256);
    signature.initSign(key);
    signature.update(text);
    return signature.sign();
  }

  /** The {@code authorization} of a message to a push service. */
  String authorization(URI to, Instant now) throws GeneralSecurityException {
    Map<String, Object> claims =
        Map.of(
            "aud",
            to.getScheme() + "://" + to.getRawAuthority(),
            "exp",
            now.plus(LASTS).getEpochSecond(),
            "sub",
            contact);
    String text =
        BASE64URL.encodeToString(Json.bytes(Map.of("typ", "JWT", "alg", "ES256")))
            + "."
            + BASE64URL.encodeToString(Json.bytes(claims));
    return "vapid t="
        + text
        + "."
        + BASE64URL.encodeToString(signed(Hmac.bytes(text)))
        + ", k="
        + publicKey;
  }
}
