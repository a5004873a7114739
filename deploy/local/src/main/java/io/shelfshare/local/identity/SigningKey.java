package io.shelfshare.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.shelfshare.local.process.StartFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Set;

/**
 * An RSA key pair that lives in a data folder. The private half is readable by its owner only; the
 * public half is a JWKS file for the nodes.
 */
public final class SigningKey {
  private static final int BITS = 2048;

  private final RSAKey pair;
  private final Path publicKeys;

  private SigningKey(RSAKey pair, Path publicKeys) {
    this.pair = pair;
    this.publicKeys = publicKeys;
  }

  /**
   * The key of a folder, made on first use.
   *
   * @throws StartFailedException if the stored key is damaged
   */
  public static SigningKey in(Path folder) {
    Path privateFile = folder.resolve("signing-key.json");
    Path publicFile = folder.resolve("jwks.json");
    try {
      Files.createDirectories(folder);
      RSAKey pair =
          Files.exists(privateFile)
              ? RSAKey.parse(Files.readString(privateFile))
              : generate(privateFile);
      Files.writeString(publicFile, new JWKSet(pair.toPublicJWK()).toString());
      return new SigningKey(pair, publicFile);
    } catch (ParseException e) {
      throw new StartFailedException(
          privateFile + " is damaged; delete it, and new tokens are made with a new key", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep a signing key in " + folder, e);
    }
  }

  private static RSAKey generate(Path file) throws IOException {
    try {
      RSAKey pair =
          new RSAKeyGenerator(BITS).keyIDFromThumbprint(true).keyUse(KeyUse.SIGNATURE).generate();
      // Written aside and moved, so that a crash leaves no half of a key.
      Path aside = file.resolveSibling("signing-key.json.new");
      Files.deleteIfExists(aside);
      createPrivate(aside);
      Files.writeString(aside, pair.toJSONString());
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
      return pair;
    } catch (JOSEException e) {
      throw new StartFailedException("This Java runtime cannot make an RSA key", e);
    }
  }

  private static void createPrivate(Path file) throws IOException {
    FileAttribute<Set<PosixFilePermission>> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      Files.createFile(file, ownerOnly);
    } catch (UnsupportedOperationException e) {
      // A filesystem without such modes; its folder's protection has to do.
      Files.createFile(file);
    }
  }

  /** The JWKS file with the public half. */
  public Path publicKeys() {
    return publicKeys;
  }

  RSAKey pair() {
    return pair;
  }
}
