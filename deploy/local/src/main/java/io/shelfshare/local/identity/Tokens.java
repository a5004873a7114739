package io.shelfshare.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** Issues RS256 tokens as an identity provider would. Safe for use from several threads. */
public final class Tokens {
  /** Issuer and audience of every token. */
  private static final String SHELFSHARE = "shelfshare";

  private final RSASSASigner signer;
  private final JWSHeader header;
  private final Clock clock;
  private final Duration validity;

  /** Tokens signed with a key, each valid for the same time from its issue. */
  public Tokens(SigningKey key, Clock clock, Duration validity) {
    try {
      this.signer = new RSASSASigner(key.pair());
    } catch (JOSEException e) {
      throw new IllegalArgumentException("not a private RSA key", e);
    }
    this.header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.pair().getKeyID()).build();
    this.clock = clock;
    this.validity = validity;
  }

  /** A token for staff of a store. */
  public String store(String staff, Role role, String store, String owner) {
    return issue(staff, role, Optional.of(store), Optional.of(owner));
  }

  /** A token for somebody who acts for an owner. */
  public String owner(String staff, String owner) {
    return issue(staff, Role.OWNER, Optional.empty(), Optional.of(owner));
  }

  /** A token for somebody who acts for the chain. */
  public String headquarters(String staff) {
    return issue(staff, Role.HEADQUARTERS, Optional.empty(), Optional.empty());
  }

  /**
   * A token with the claims as given.
   *
   * @param staff who it is, the {@code sub} claim
   * @param store left out of the token when empty; so is the owner
   */
  public String issue(String staff, Role role, Optional<String> store, Optional<String> owner) {
    Instant now = clock.instant();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(SHELFSHARE)
            .audience(SHELFSHARE)
            .subject(staff)
            .claim("role", role.name())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(validity)));
    store.ifPresent(id -> claims.claim("store", id));
    owner.ifPresent(id -> claims.claim("owner", id));
    SignedJWT token = new SignedJWT(header, claims.build());
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("signing with an RSA key failed", e);
    }
    return token.serialize();
  }
}
