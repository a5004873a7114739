package io.shelfshare.node.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfshare.domain.StoreId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenVerifierTest {
  private static final TestTokens OLD = new TestTokens("old");
  private static final TestTokens NEW = new TestTokens("new");

  @TempDir Path folder;
  private Path jwks;
  private final SetClock clock = new SetClock(Instant.parse("2026-01-01T00:00:00Z"));

  private static final class SetClock extends Clock {
    private Instant now;

    SetClock(Instant now) {
      this.now = now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void writeKeys() throws Exception {
    jwks = folder.resolve("jwks.json");
    OLD.writeJwks(jwks);
  }

  private TokenVerifier verifier(int rememberedMax) {
    return new TokenVerifier(
        new TokenSettings(
            jwks,
            "shelfshare",
            "shelfshare",
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            rememberedMax),
        clock);
  }

  private Instant hour() {
    return clock.instant().plus(Duration.ofHours(1));
  }

  @Test
  void aTokenSpeaksForWhomItNames() throws Exception {
    Caller caller = verifier(10).verify(OLD.clerk("s1", hour()));
    assertThat(caller.store()).contains(new StoreId("s1"));
    assertThat(caller.role()).isEqualTo(Role.CLERK);
    assertThat(caller.actor()).isEqualTo("clerk-s1@s1");
  }

  @Test
  void aRememberedTokenEndsWithItsTime() throws Exception {
    TokenVerifier verifier = verifier(10);
    String token = OLD.clerk("s1", hour());
    assertThat(verifier.remembered(token)).isEmpty();
    Caller caller = verifier.verify(token);
    assertThat(verifier.remembered(token)).contains(caller);
    clock.pass(Duration.ofHours(1).plusSeconds(6));
    assertThat(verifier.remembered(token)).isEmpty();
    assertThatThrownBy(() -> verifier.verify(token))
        .isInstanceOf(TokenRefused.class)
        .hasMessageContaining("expired at 2026-01-01T01:00:00Z");
  }

  @Test
  void newKeysAreTakenAndOldOnesDropped() throws Exception {
    TokenVerifier verifier = verifier(10);
    String old = OLD.clerk("s1", hour());
    verifier.verify(old);
    NEW.writeJwks(jwks);
    Files.setLastModifiedTime(jwks, FileTime.from(clock.instant().plusSeconds(60)));
    clock.pass(Duration.ofSeconds(3));
    assertThat(verifier.verify(NEW.clerk("s2", hour())).store()).contains(new StoreId("s2"));
    assertThat(verifier.remembered(old)).isEmpty();
    assertThatThrownBy(() -> verifier.verify(old)).isInstanceOf(TokenRefused.class);
  }

  @Test
  void aBrokenFileLeavesTheLastGoodKeys() throws Exception {
    TokenVerifier verifier = verifier(10);
    Files.writeString(jwks, "{ half a fi");
    Files.setLastModifiedTime(jwks, FileTime.from(clock.instant().plusSeconds(60)));
    clock.pass(Duration.ofSeconds(3));
    assertThat(verifier.verify(OLD.clerk("s1", hour())).store()).isPresent();
  }

  @Test
  void whatIsRememberedIsBounded() throws Exception {
    TokenVerifier verifier = verifier(3);
    for (int i = 0; i < 10; i++) {
      verifier.verify(OLD.clerk("s" + i, hour()));
    }
    long remembered = 0;
    for (int i = 0; i < 10; i++) {
      Optional<Caller> known = verifier.remembered(OLD.clerk("s" + i, hour()));
      remembered += known.isPresent() ? 1 : 0;
    }
    assertThat(remembered).isLessThanOrEqualTo(3);
  }

  @Test
  void aFileWithoutKeysIsRefusedAtTheStart() throws Exception {
    Files.writeString(jwks, "{\"keys\":[]}");
    assertThatThrownBy(() -> verifier(10)).isInstanceOf(IllegalArgumentException.class);
  }
}
