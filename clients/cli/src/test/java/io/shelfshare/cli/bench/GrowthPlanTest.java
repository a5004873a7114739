package io.shelfshare.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfshare.load.growth.GrowthSize;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthPlanTest {
  @Test
  void sizesComeOneByOneAndThreeNodesAfterOne() {
    GrowthPlan plan = plan(GrowthPlan.DEFAULT_SIZES);
    assertThat(plan.reference()).isEqualTo(new GrowthSize(100, 1_000, 1));
    assertThat(plan.others().stream().map(GrowthSize::key))
        .containsExactly("1000x100", "10000x100", "10000x1080", "100x1000@3", "10000x100@3");
  }

  @Test
  void theDefaultHasEveryOrderOfStoresAndLinesOnOneNodeAndOnThree() {
    assertThat(GrowthPlan.DEFAULT_SIZES.stream().map(GrowthSize::stores))
        .contains(100, 1_000, 10_000);
    assertThat(GrowthPlan.DEFAULT_SIZES.stream().map(GrowthSize::lines))
        .contains(100_000L, 1_000_000L, 10_800_000L);
    assertThat(GrowthPlan.DEFAULT_SIZES.stream().map(GrowthSize::nodes)).contains(1, 3);
  }

  @Test
  void theDefaultTakesAboutHalfAnHour() {
    assertThat(plan(GrowthPlan.DEFAULT_SIZES).aboutMinutes()).isBetween(20L, 45L);
  }

  @Test
  void oneSizeAloneIsAReferenceOfItsOwn() {
    GrowthPlan plan = plan(List.of(new GrowthSize(100, 1_000, 1)));
    assertThat(plan.others()).isEmpty();
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
