package io.shelfshare.node.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfshare.domain.notify.Secret;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @Test
  void whatIsSealedIsOpenedWithTheSameKeyAlone() {
    Secret sealed = new Secrets(KEY, new Random(1)).seal("whsec_1");
    assertThat(sealed.sealed()).doesNotContain("whsec");
    assertThat(new Secrets(KEY, new Random(2)).open(sealed)).isEqualTo("whsec_1");
    byte[] other = new byte[32];
    other[0] = 1;
    Secrets wrong = new Secrets(Base64.getEncoder().encodeToString(other), new Random(1));
    assertThatThrownBy(() -> wrong.open(sealed)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new Secrets("", new Random(1)).open(sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void withoutAKeyItIsStoredAsItIsAndStillOpenedOnceThereIsOne() {
    Secret plain = new Secrets("", new Random(1)).seal("x");
    assertThat(new Secrets(KEY, new Random(1)).open(plain)).isEqualTo("x");
    assertThat(new Secrets(KEY, new Random(1)).open(Secret.NONE)).isEmpty();
  }

  @Test
  void aKeyOfAnotherLengthIsNone() {
    assertThatThrownBy(() -> new Secrets("AAAA", new Random(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
