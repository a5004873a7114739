package io.shelfshare.node.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SealTest {
  private final Seal seal = new Seal(new SecureRandom());
  private final ByteBuffer key = seal.newKey();

  @Test
  void whatWasSealedOpensUnderItsKeyInItsPlaceAlone() {
    ByteBuffer sealed = seal.close(key, "customer-1/address", "西湖路 1 号");
    assertThat(seal.open(key, "customer-1/address", sealed)).isEqualTo("西湖路 1 号");
    assertThat(seal.open(key, "customer-1/address", sealed)).as("again").isEqualTo("西湖路 1 号");
    assertThatThrownBy(() -> seal.open(seal.newKey(), "customer-1/address", sealed))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> seal.open(key, "customer-2/address", sealed))
        .isInstanceOf(IllegalStateException.class);
    sealed.put(sealed.limit() - 1, (byte) (sealed.get(sealed.limit() - 1) ^ 1));
    assertThatThrownBy(() -> seal.open(key, "customer-1/address", sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theSameTextNeverLooksTheSameAndIsNotInTheSeal() {
    ByteBuffer one = seal.close(key, "p", "C-1042");
    assertThat(one).isNotEqualTo(seal.close(key, "p", "C-1042"));
    assertThat(new String(one.array(), StandardCharsets.ISO_8859_1)).doesNotContain("1042");
  }

  @Test
  void aDigestDependsOnSecretAndText() {
    assertThat(Seal.digest(key, "a")).isEqualTo(Seal.digest(key, "a"));
    assertThat(Seal.digest(key, "a")).isNotEqualTo(Seal.digest(key, "b"));
    assertThat(Seal.digest(key, "a")).isNotEqualTo(Seal.digest(seal.newKey(), "a"));
  }
}
