package io.shelfshare.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class IsoWeekTest {
  @Test
  void aWeekGoesFromMondayToSundayInUtc() {
    IsoWeek week = IsoWeek.of(Instant.parse("2026-11-22T23:59:59Z"));
    assertThat(week).hasToString("2026-W47");
    assertThat(week.monday()).isEqualTo("2026-11-16");
    assertThat(week.sunday()).isEqualTo("2026-11-22");
    assertThat(IsoWeek.of(Instant.parse("2026-11-23T00:00:00Z"))).isEqualTo(week.plusWeeks(1));
  }

  @Test
  void aWeekBelongsToTheYearOfItsThursday() {
    assertThat(IsoWeek.of(LocalDate.parse("2027-01-03"))).hasToString("2026-W53");
    assertThat(IsoWeek.of(LocalDate.parse("2024-12-30"))).hasToString("2025-W01");
  }

  @Test
  void numbersAndTextsNameTheSameWeeks() {
    IsoWeek week = IsoWeek.of(LocalDate.parse("2024-12-30"));
    for (int i = 0; i < 200; i++) {
      assertThat(IsoWeek.ofNumber(week.number())).isEqualTo(week);
      assertThat(IsoWeek.parse(week.toString())).contains(week);
      assertThat(week.plusWeeks(1).number()).isGreaterThan(week.number());
      week = week.plusWeeks(1);
    }
  }

  @Test
  void whatIsNoWeekIsNone() {
    for (String text : new String[] {"", "2025-W53", "2026-W00", "2026-W54", "2026-47", "W47"}) {
      assertThat(IsoWeek.parse(text)).as(text).isEmpty();
    }
    assertThatThrownBy(() -> new IsoWeek(LocalDate.parse("2026-11-17")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
