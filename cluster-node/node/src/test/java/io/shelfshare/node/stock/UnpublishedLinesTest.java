package io.shelfshare.node.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.SkuId;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnpublishedLinesTest {
  private static final SkuId RED = new SkuId("coat-red-m");
  private static final SkuId BLUE = new SkuId("coat-blue-m");

  private final UnpublishedLines lines = new UnpublishedLines();

  @Test
  void afterARecoveryJustWhatTheTableMayMissIsSent() {
    lines.touched(List.of(RED), 7);
    lines.touched(List.of(BLUE), 9);
    assertThat(lines.takeUnsent()).isEmpty();
    lines.publishedBefore(8);
    assertThat(lines.takeUnsent()).containsExactly(BLUE);
  }

  @Test
  void aLineThatChangedAgainStaysUnpublished() {
    lines.publishedBefore(0);
    lines.touched(List.of(RED), 1);
    assertThat(lines.takeUnsent()).containsExactly(RED);
    lines.touched(List.of(RED), 2);
    lines.published(List.of(RED), 1);
    assertThat(lines.all()).containsExactly(RED);
    lines.published(List.of(RED), 2);
    assertThat(lines.isEmpty()).isTrue();
  }
}
