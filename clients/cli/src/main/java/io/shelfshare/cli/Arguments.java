package io.shelfshare.cli;

import com.google.protobuf.Timestamp;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.ReceiveTransferOrderRequest.Receipt;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Reads what people type: {@code SKU=3}, {@code 30m}, {@code SKU=2/1}. */
final class Arguments {
  private static final Pattern SPAN = Pattern.compile("(\\d+)\\s*(ms|s|m|min|h|d)");

  private Arguments() {}

  /** Reads {@code 90s}, {@code 30m}, {@code 2h}, {@code 1d} or ISO 8601 as {@code PT30M}. */
  static Duration duration(String text) {
    Matcher span = SPAN.matcher(text.strip());
    if (!span.matches()) {
      try {
        return Duration.parse(text.strip());
      } catch (DateTimeException malformed) {
        throw new TypeConversionException("'" + text + "': 90s, 30m, 2h, 1d, PT30M");
      }
    }
    long count = Long.parseLong(span.group(1));
    return switch (span.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m", "min" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  /** Reads a time: a span from now as above, or a point as {@code 2026-11-21T18:00:00Z}. */
  static Timestamp time(String text, Clock clock) throws UsageProblem {
    try {
      return timestamp(OffsetDateTime.parse(text.strip()).toInstant());
    } catch (DateTimeException notAPoint) {
      try {
        return timestamp(clock.instant().plus(duration(text)));
      } catch (TypeConversionException malformed) {
        throw new UsageProblem("usage.time", text);
      }
    }
  }

  static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  /** Reads {@code SKU=QTY} words; without {@code =QTY} one unit is meant. */
  static List<Quantity> quantities(List<String> texts) throws UsageProblem {
    List<Quantity> quantities = new ArrayList<>();
    for (String text : texts) {
      String[] parts = text.split("=", -1);
      if (parts.length > 2 || parts[0].isBlank()) {
        throw new UsageProblem("usage.units", text);
      }
      quantities.add(
          Quantity.newBuilder()
              .setSku(ResourceNames.sku(parts[0]))
              .setQuantity(parts.length == 1 ? 1 : number(parts[1], text))
              .build());
    }
    return quantities;
  }

  /** Reads {@code SKU=ACCEPTED} or {@code SKU=ACCEPTED/DAMAGED} words. */
  static List<Receipt> receipts(List<String> texts) throws UsageProblem {
    List<Receipt> receipts = new ArrayList<>();
    for (String text : texts) {
      String[] parts = text.split("=", -1);
      String[] units = parts.length == 2 ? parts[1].split("/", -1) : new String[0];
      if (units.length < 1 || units.length > 2 || parts[0].isBlank()) {
        throw new UsageProblem("usage.receipt", text);
      }
      receipts.add(
          Receipt.newBuilder()
              .setSku(ResourceNames.sku(parts[0]))
              .setAccepted(number(units[0], text))
              .setDamaged(units.length == 2 ? number(units[1], text) : 0)
              .build());
    }
    return receipts;
  }

  private static long number(String digits, String whole) throws UsageProblem {
    try {
      return Long.parseLong(digits.strip());
    } catch (NumberFormatException malformed) {
      throw new UsageProblem("usage.units", whole);
    }
  }
}
