package io.shelfshare.domain.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuietHoursTest {
  private static final QuietHours NIGHT = new QuietHours(22 * 60, 8 * 60, "Asia/Shanghai");
  private static final QuietHours NOON = new QuietHours(12 * 60, 13 * 60 + 30, "Europe/Berlin");

  private static Instant at(String time) {
    return Instant.parse(time);
  }

  @Test
  void theNightEndsInTheMorningOfItsOwnPlace() {
    // 23:30 in Shanghai, and half past midnight there.
    assertThat(NIGHT.endOf(at("2026-11-22T15:30:00Z"))).contains(at("2026-11-23T00:00:00Z"));
    assertThat(NIGHT.endOf(at("2026-11-22T16:30:00Z"))).contains(at("2026-11-23T00:00:00Z"));
  }

  @Test
  void nothingIsQuietBeforeItBeginsNorOnceItHasEnded() {
    assertThat(NIGHT.endOf(at("2026-11-22T13:59:59Z"))).isEmpty();
    assertThat(NIGHT.endOf(at("2026-11-22T14:00:00Z"))).isPresent();
    assertThat(NIGHT.endOf(at("2026-11-23T00:00:00Z"))).isEmpty();
  }

  @Test
  void aPartOfTheDayFollowsSummerTime() {
    assertThat(NOON.endOf(at("2026-07-01T10:15:00Z"))).contains(at("2026-07-01T11:30:00Z"));
    assertThat(NOON.endOf(at("2026-12-01T10:15:00Z"))).isEmpty();
    assertThat(NOON.endOf(at("2026-12-01T11:15:00Z"))).contains(at("2026-12-01T12:30:00Z"));
  }
}
