package io.shelfshare.node.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of a JWKS file, read again once it changes. A file that cannot be read any more
 * leaves the last good keys in place, so that a half-written file locks nobody out.
 */
final class SigningKeys {
  private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
  private static final int RSA_BITS_MIN = 2048;

  private final Path file;
  private final Clock clock;
  private final Duration lookAgainAfter;
  private volatile Loaded loaded;

  /**
   * @param lookAgainAfter how often the file's time and size are looked at
   * @throws UncheckedIOException where the file cannot be read
   * @throws IllegalArgumentException where it is not a JWKS with an RSA key
   */
  SigningKeys(Path file, Clock clock, Duration lookAgainAfter) {
    this.file = file;
    this.clock = clock;
    this.lookAgainAfter = lookAgainAfter;
    try {
      this.loaded = read(0);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the JWKS file " + file, e);
    }
  }

  /** The key of that id, where the file has it. */
  Optional<RSAPublicKey> key(String keyId) {
    return Optional.ofNullable(current().keys().get(keyId));
  }

  /** Rises each time that other keys were read; what was cached under an older one is void. */
  long generation() {
    return current().generation();
  }

  private Loaded current() {
    Loaded now = loaded;
    Instant time = clock.instant();
    if (time.isBefore(now.lookedAt().plus(lookAgainAfter))) {
      return now;
    }
    return lookAgain(time);
  }

  private synchronized Loaded lookAgain(Instant time) {
    Loaded seen = loaded;
    if (time.isBefore(seen.lookedAt().plus(lookAgainAfter))) {
      return seen;
    }
    Loaded next = seen.lookedAt(time);
    try {
      if (!seen.stamp().equals(stamp())) {
        next = read(seen.generation() + 1);
        log.info("Read {} signing keys from {}", next.keys().size(), file);
      }
    } catch (IOException | IllegalArgumentException e) {
      log.warn("Kept the signing keys as they were, {} is unreadable: {}", file, e.getMessage());
    }
    loaded = next;
    return next;
  }

  private Loaded read(long generation) throws IOException {
    Stamp stamp = stamp();
    Map<String, RSAPublicKey> keys = new HashMap<>();
    try {
      String json = Files.readString(file, StandardCharsets.UTF_8);
      for (JWK key : JWKSet.parse(json).getKeys()) {
        if (key.getKeyType().equals(KeyType.RSA) && key.getKeyID() != null) {
          RSAPublicKey rsa = key.toRSAKey().toRSAPublicKey();
          if (rsa.getModulus().bitLength() >= RSA_BITS_MIN) {
            keys.put(key.getKeyID(), rsa);
          }
        }
      }
    } catch (ParseException | JOSEException e) {
      throw new IllegalArgumentException("not a JWKS: " + e.getMessage(), e);
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          file + " has no RSA key of at least " + RSA_BITS_MIN + " bits with a kid");
    }
    return new Loaded(Map.copyOf(keys), stamp, clock.instant(), generation);
  }

  private Stamp stamp() throws IOException {
    return new Stamp(Files.getLastModifiedTime(file).toMillis(), Files.size(file));
  }

  private record Stamp(long modifiedMillis, long size) {}

  private record Loaded(
      Map<String, RSAPublicKey> keys, Stamp stamp, Instant lookedAt, long generation) {
    Loaded lookedAt(Instant time) {
      return new Loaded(keys, stamp, time, generation);
    }
  }
}
