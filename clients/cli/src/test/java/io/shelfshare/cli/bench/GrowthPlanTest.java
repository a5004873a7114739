package io.shelfshare.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfshare.load.growth.GrowthSize;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthPlanTest {
  private static final long PLENTY = 1_000_000;

  @Test
  void sizesRunTogetherWhereMemoryHasRoomAndThreeNodesAfterOne() {
    GrowthPlan plan = plan(GrowthPlan.DEFAULT_SIZES);
    assertThat(plan.reference()).isEqualTo(new GrowthSize(100, 1_000, 1));
    assertThat(plan.groups(PLENTY))
        .hasSize(2)
        .allSatisfy(
            group ->
                assertThat(group.stream().map(GrowthSize::nodes).distinct().toList()).hasSize(1));
    assertThat(plan.groups(0)).hasSize(plan.sizes().size() - 1);
  }

  @Test
  void theDefaultFitsIntoHalfAnHour() {
    assertThat(plan(GrowthPlan.DEFAULT_SIZES).aboutMinutes()).isBetween(10L, 30L);
  }

  @Test
  void oneSizeAloneIsAReferenceOfItsOwn() {
    GrowthPlan plan = plan(List.of(new GrowthSize(100, 1_000, 1)));
    assertThat(plan.groups(PLENTY)).containsExactly(List.of());
  }

  @Test
  void withoutASizeOnOneNodeThereIsNothingToCompareWith() {
    assertThatThrownBy(() -> plan(List.of(new GrowthSize(100, 1_000, 3))))
        .hasMessageContaining("--sizes");
  }

  private static GrowthPlan plan(List<GrowthSize> sizes) {
    return new GrowthPlan(
        sizes, Duration.ofSeconds(5), 3, 10_000, true, 256, 1, "./shelfshare bench --growth");
  }
}
