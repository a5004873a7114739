package io.shelfshare.cli;

import com.google.protobuf.Timestamp;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.GeoPoint;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.ReceiptReason;
import io.shelfshare.market.v1.ReceiveReturnRequest.ReturnReceipt;
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

  private static final Pattern POINT =
      Pattern.compile("(-?\\d+(?:\\.\\d+)?)\\s*,\\s*(-?\\d+(?:\\.\\d+)?)");

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

  /** Reads {@code SKU=ACCEPTED[/DAMAGED[/REFUSED[/SURPLUS]]]} words. */
  static List<Receipt> receipts(List<String> texts, ReceiptReason reason, List<String> photos)
      throws UsageProblem {
    List<Receipt> receipts = new ArrayList<>();
    for (String text : texts) {
      List<Long> units = units(text, 4);
      boolean asItShouldBe = units.get(1) + units.get(2) + units.get(3) == 0;
      Receipt.Builder receipt =
          Receipt.newBuilder()
              .setSku(ResourceNames.sku(text.substring(0, text.indexOf('='))))
              .setAccepted(units.get(0))
              .setDamaged(units.get(1))
              .setRefused(units.get(2))
              .setSurplus(units.get(3));
      receipts.add(
          asItShouldBe ? receipt.build() : receipt.setReason(reason).addAllPhotos(photos).build());
    }
    return receipts;
  }

  /** Reads {@code SKU=GOOD[/DAMAGED]} words. */
  static List<ReturnReceipt> returns(List<String> texts, List<String> photos) throws UsageProblem {
    List<ReturnReceipt> returns = new ArrayList<>();
    for (String text : texts) {
      List<Long> units = units(text, 2);
      ReturnReceipt.Builder one =
          ReturnReceipt.newBuilder()
              .setSku(ResourceNames.sku(text.substring(0, text.indexOf('='))))
              .setGood(units.get(0))
              .setDamaged(units.get(1));
      returns.add(units.get(1) > 0 ? one.addAllPhotos(photos).build() : one.build());
    }
    return returns;
  }

  /** Reads {@code LAT,LON} in degrees. */
  static GeoPoint point(String text) throws UsageProblem {
    Matcher point = POINT.matcher(text.strip());
    if (!point.matches()) {
      throw new UsageProblem("usage.point", text);
    }
    return GeoPoint.newBuilder()
        .setLatitude(Double.parseDouble(point.group(1)))
        .setLongitude(Double.parseDouble(point.group(2)))
        .build();
  }

  /** The numbers between slashes after {@code SKU=}, zeros for those that are left out. */
  private static List<Long> units(String text, int most) throws UsageProblem {
    String[] parts = text.split("=", -1);
    String[] numbers = parts.length == 2 ? parts[1].split("/", -1) : new String[0];
    if (numbers.length < 1 || numbers.length > most || parts[0].isBlank()) {
      throw new UsageProblem("usage.receipt", text);
    }
    List<Long> units = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      units.add(i < numbers.length ? number(numbers[i], text) : 0L);
    }
    return units;
  }

  private static long number(String digits, String whole) throws UsageProblem {
    try {
      return Long.parseLong(digits.strip());
    } catch (NumberFormatException malformed) {
      throw new UsageProblem("usage.units", whole);
    }
  }
}
