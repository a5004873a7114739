package io.shelfshare.it;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** A key pair on P-256, as a chain has one to sign with and a browser one to read with. */
final class PushKeyPair {
  private static final int NUMBER_BYTES = 32;
  private static final byte UNCOMPRESSED = 4;

  private final KeyPair keys;

  PushKeyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String publicKey() {
    ECPublicKey key = (ECPublicKey) keys.getPublic();
    byte[] point = new byte[1 + 2 * NUMBER_BYTES];
    point[0] = UNCOMPRESSED;
    put(key.getW().getAffineX(), point, 1);
    put(key.getW().getAffineY(), point, 1 + NUMBER_BYTES);
    return text(point);
  }

  String privateKey() {
    byte[] number = new byte[NUMBER_BYTES];
    put(((ECPrivateKey) keys.getPrivate()).getS(), number, 0);
    return text(number);
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void put(BigInteger number, byte[] into, int at) {
    byte[] bytes = number.toByteArray();
    int length = Math.min(bytes.length, NUMBER_BYTES);
    byte[] last = Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
    System.arraycopy(last, 0, into, at + NUMBER_BYTES - length, length);
  }
}
