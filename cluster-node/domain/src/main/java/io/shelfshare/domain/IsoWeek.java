package io.shelfshare.domain;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * A week from Monday to Sunday in UTC, numbered as in ISO 8601.
 *
 * @param monday its first day
 */
public record IsoWeek(LocalDate monday) implements Comparable<IsoWeek> {
  private static final int DAYS = 7;
  private static final int YEAR_FACTOR = 100;

  public IsoWeek {
    if (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
      throw new IllegalArgumentException("a week begins on a Monday, not on " + monday);
    }
  }

  /** The week that a day lies in. */
  public static IsoWeek of(LocalDate day) {
    return new IsoWeek(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
  }

  /** The week that a moment lies in, by UTC. */
  public static IsoWeek of(Instant at) {
    return of(at.atZone(ZoneOffset.UTC).toLocalDate());
  }

  /** The week that a text such as {@code 2026-W47} names; empty where it names none. */
  public static Optional<IsoWeek> parse(String text) {
    try {
      return Optional.of(of(LocalDate.parse(text + "-1", DateTimeFormatter.ISO_WEEK_DATE)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The week with this {@link #number}. */
  public static IsoWeek ofNumber(int number) {
    LocalDate fourth = LocalDate.of(number / YEAR_FACTOR, 1, 4);
    return of(fourth).plusWeeks(number % YEAR_FACTOR - 1);
  }

  /** Year and week as one number, such as 202647. */
  public int number() {
    return monday.get(IsoFields.WEEK_BASED_YEAR) * YEAR_FACTOR
        + monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }

  /** Its last day. */
  public LocalDate sunday() {
    return monday.plusDays(DAYS - 1);
  }

  /** The week so many weeks later; earlier where {@code weeks} is negative. */
  public IsoWeek plusWeeks(int weeks) {
    return new IsoWeek(monday.plusWeeks(weeks));
  }

  @Override
  public int compareTo(IsoWeek other) {
    return monday.compareTo(other.monday);
  }

  /** As in ISO 8601: {@code 2026-W47}. */
  @Override
  public String toString() {
    return "%d-W%02d".formatted(number() / YEAR_FACTOR, number() % YEAR_FACTOR);
  }
}
