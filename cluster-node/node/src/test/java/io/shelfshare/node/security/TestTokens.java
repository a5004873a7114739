package io.shelfshare.node.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;

/** A key of the tests, the JWKS file with its public half, and tokens that it signs. */
public final class TestTokens {
  private final RSAKey key;

  public TestTokens(String keyId) {
    try {
      this.key = new RSAKeyGenerator(2048).keyID(keyId).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public void writeJwks(Path file) throws IOException {
    Files.writeString(file, new JWKSet(key.toPublicJWK()).toString());
  }

  public RSAKey key() {
    return key;
  }

  public String clerk(String store, Instant expires) {
    return token(
        expires,
        claims -> claims.subject("clerk-" + store).claim("store", store).claim("role", "CLERK"));
  }

  public String owner(String owner, Instant expires) {
    return token(
        expires,
        claims -> claims.subject("staff-" + owner).claim("owner", owner).claim("role", "OWNER"));
  }

  public String chain(String role, Instant expires) {
    return token(expires, claims -> claims.subject("chain-" + role).claim("role", role));
  }

  public String token(Instant expires, Consumer<JWTClaimsSet.Builder> more) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer("shelfshare")
            .audience("shelfshare")
            .expirationTime(Date.from(expires));
    more.accept(claims);
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
              claims.build());
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
