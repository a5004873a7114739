package io.shelfshare.node.notify.channel;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts for one browser alone, by RFC 8291 (Message Encryption for Web Push) on top of RFC 8188
 * ({@code aes128gcm}), as one record.
 */
final class PushCipher {
  static final ECParameterSpec P256 = p256();

  private static final int POINT_BYTES = 65;
  private static final int SALT_BYTES = 16;
  private static final int RECORD_BYTES = 4096;
  private static final int KEY_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private PushCipher() {}

  /** A key pair for one message. */
  static KeyPair fresh() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /**
   * The body of a message.
   *
   * @param browser the browser's public key, an uncompressed point
   * @param auth its secret, 16 bytes
   * @param own a key pair of this message alone
   * @param salt 16 bytes of this message alone
   * @throws GeneralSecurityException where the browser's key is none
   */
  static byte[] encrypt(byte[] text, byte[] browser, byte[] auth, KeyPair own, byte[] salt)
      throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(own.getPrivate());
    agreement.doPhase(publicKey(browser), true);
    byte[] shared = agreement.generateSecret();
    byte[] ownPoint = point((ECPublicKey) own.getPublic());

    byte[] info = concat(Hmac.bytes("WebPush: info\0"), browser, ownPoint, new byte[] {1});
    byte[] keying = Hmac.sha256(Hmac.sha256(auth, shared), info);
    byte[] secret = Hmac.sha256(salt, keying);
    byte[] key = expand(secret, "Content-Encoding: aes128gcm\0", KEY_BYTES);
    byte[] nonce = expand(secret, "Content-Encoding: nonce\0", NONCE_BYTES);

    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    // Two marks the last record.
    byte[] sealed = cipher.doFinal(concat(text, new byte[] {2}));
    return ByteBuffer.allocate(SALT_BYTES + 4 + 1 + POINT_BYTES + sealed.length)
        .put(salt)
        .putInt(RECORD_BYTES)
        .put((byte) POINT_BYTES)
        .put(ownPoint)
        .put(sealed)
        .array();
  }

  private static byte[] expand(byte[] secret, String info, int length) {
    return Arrays.copyOf(Hmac.sha256(secret, concat(Hmac.bytes(info), new byte[] {1})), length);
  }

  private static byte[] concat(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  /**
   * A public key from its uncompressed point.
   *
   * @throws GeneralSecurityException where the bytes are no point of P-256
   */
  static ECPublicKey publicKey(byte[] point) throws GeneralSecurityException {
    if (point.length != POINT_BYTES || point[0] != 4) {
      throw new GeneralSecurityException("not an uncompressed point");
    }
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 33));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 33, 65));
    BigInteger p = ((ECFieldFp) P256.getCurve().getField()).getP();
    BigInteger right =
        x.pow(3).add(P256.getCurve().getA().multiply(x)).add(P256.getCurve().getB()).mod(p);
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.pow(2).mod(p).equals(right)) {
      throw new GeneralSecurityException("not a point of P-256");
    }
    return (ECPublicKey)
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), P256));
  }

  /** The uncompressed point of a public key. */
  static byte[] point(ECPublicKey key) {
    return concat(new byte[] {4}, number(key.getW().getAffineX()), number(key.getW().getAffineY()));
  }

  private static byte[] number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return fixed;
  }

  private static ECParameterSpec p256() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has P-256", e);
    }
  }
}
