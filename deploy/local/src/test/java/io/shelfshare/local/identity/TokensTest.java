package io.shelfshare.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.shelfshare.local.process.StartFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path folder;

  @Test
  void aTokenSaysWhoActsForWhomAndIsProvedByThePublicKey() throws Exception {
    SigningKey key = SigningKey.in(folder);
    SignedJWT token = SignedJWT.parse(tokens(key).store("anna", Role.CLERK, "S1", "O1"));

    JWKSet published = JWKSet.load(key.publicKeys().toFile());
    JWK publicKey = published.getKeyByKeyId(token.getHeader().getKeyID());
    assertThat(token.verify(new RSASSAVerifier(publicKey.toRSAKey()))).isTrue();
    JWTClaimsSet claims = token.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo("shelfshare");
    assertThat(claims.getAudience()).containsExactly("shelfshare");
    assertThat(claims.getSubject()).isEqualTo("anna");
    assertThat(claims.getStringClaim("role")).isEqualTo("CLERK");
    assertThat(claims.getStringClaim("store")).isEqualTo("S1");
    assertThat(claims.getStringClaim("owner")).isEqualTo("O1");
    assertThat(claims.getIssueTime()).isEqualTo(NOW);
    assertThat(claims.getExpirationTime()).isEqualTo(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void headquartersActsForNoSingleStore() throws Exception {
    SignedJWT token = SignedJWT.parse(tokens(SigningKey.in(folder)).headquarters("hugo"));
    assertThat(token.getJWTClaimsSet().getClaims()).doesNotContainKeys("store", "owner");
  }

  @Test
  void thePrivateHalfIsForItsOwnerAloneAndThePublicFileHoldsNoneOfIt() throws Exception {
    SigningKey key = SigningKey.in(folder);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("signing-key.json"))))
        .isEqualTo("rw-------");
    assertThat(JWKSet.load(key.publicKeys().toFile()).getKeys()).noneMatch(JWK::isPrivate);
  }

  @Test
  void tokensOfTheLastRunStayGood() throws Exception {
    String token = tokens(SigningKey.in(folder)).headquarters("hugo");
    SigningKey again = SigningKey.in(folder);
    assertThat(SignedJWT.parse(token).verify(new RSASSAVerifier(again.pair().toRSAKey()))).isTrue();
  }

  @Test
  void aDamagedKeyIsReportedWithItsFile() throws Exception {
    Files.writeString(folder.resolve("signing-key.json"), "{");
    assertThatThrownBy(() -> SigningKey.in(folder))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("signing-key.json is damaged");
  }

  private static Tokens tokens(SigningKey key) {
    return new Tokens(key, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofHours(1));
  }
}
