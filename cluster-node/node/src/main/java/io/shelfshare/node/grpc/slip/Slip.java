package io.shelfshare.node.grpc.slip;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What goes into a parcel.
 *
 * @param order the order's id, which becomes the barcode
 * @param from who sends it, at most two lines
 * @param to who gets it, at most two lines
 * @param customer whom it goes straight to; empty where it goes to a store
 * @param shipment carrier and tracking number, empty where nobody said
 * @param printedAt when it was drawn
 */
public record Slip(
    String order,
    List<String> from,
    List<String> to,
    Optional<Customer> customer,
    String shipment,
    Instant printedAt,
    List<Line> lines) {
  private static final double LEFT = 44;
  private static final double RIGHT = PdfFile.WIDTH - LEFT;
  private static final double TOP = PdfFile.HEIGHT - 60;
  private static final double BOTTOM = 50;

  /** Three tenths of a millimetre: scanners read it, and a whole id fits across the page. */
  private static final double MODULE = 0.85;

  private static final double BARS_HEIGHT = 46;
  private static final double ROW = 30;
  private static final double LINE = 13;

  /** Whoever breaks an address more often gets it without breaks of its own, so that it fits. */
  private static final int ADDRESS_LINES_MAX = 12;

  private static final double COLUMN_UNITS = RIGHT - 84;
  private static final int NAME_MAX = 60;
  private static final double MIDDLE = (LEFT + RIGHT) / 2;

  public Slip {
    from = List.copyOf(from);
    to = List.copyOf(to);
    lines = List.copyOf(lines);
  }

  /** The same slip for somebody. */
  public Slip with(Optional<Customer> receiver) {
    return new Slip(order, from, to, receiver, shipment, printedAt, lines);
  }

  /**
   * Whom a parcel goes straight to.
   *
   * @param token what the market knows the customer by
   * @param absence why there is no address
   */
  public record Customer(String token, Optional<Address> address, Absence absence) {
    /** One whose address cannot be told. */
    public static Customer without(String token, Absence why) {
      return new Customer(token, Optional.empty(), why);
    }
  }

  /** Where the customer's units are delivered to; {@code phone} may be empty. */
  public record Address(String recipient, String phone, String text) {
    @Override
    public String toString() {
      return "Address[sealed]";
    }
  }

  /** Why a customer's address is not on a slip. */
  public enum Absence {
    NONE,
    NOT_SAID,
    ERASED,
    ORDER_ENDED
  }

  /**
   * Units of one SKU.
   *
   * @param detail colour, size and numbers
   */
  public record Line(String name, String detail, long units) {}

  /** The slip as PDF, in the words of a language. */
  public byte[] pdf(Locale locale) {
    SlipWords words = SlipWords.in(locale);
    List<PdfPage> pages = new ArrayList<>();
    PdfPage page = new PdfPage();
    double y = head(page, words);
    for (Line line : lines) {
      if (y - ROW < BOTTOM) {
        pages.add(page);
        page = new PdfPage();
        page.text(LEFT, TOP, 10, false, order);
        y = columns(page, TOP - 24, words);
      }
      y = row(page, y, line);
    }
    pages.add(page);
    long units = lines.stream().mapToLong(Line::units).sum();
    page.text(LEFT, BOTTOM - 12, 10, true, words.of("total", lines.size(), units));
    for (int i = 0; i < pages.size(); i++) {
      String foot = words.of("page", i + 1, pages.size()) + "   " + words.time(printedAt);
      pages.get(i).text(LEFT, BOTTOM - 26, 8, false, foot);
    }
    return PdfFile.of(pages);
  }

  private double head(PdfPage page, SlipWords words) {
    page.text(LEFT, TOP, 20, true, words.of("title"));
    bars(page, LEFT, TOP - 20 - BARS_HEIGHT);
    page.text(LEFT, TOP - 34 - BARS_HEIGHT, 10, false, order);
    double y = TOP - 66 - BARS_HEIGHT;
    party(page, LEFT, y, words.of("from"), from);
    double below = y - 30;
    if (customer.isPresent()) {
      below = Math.min(below, receiver(page, y, words, customer.get()));
    } else {
      party(page, MIDDLE, y, words.of("to"), to);
    }
    if (!shipment.isEmpty()) {
      page.text(LEFT, y - 48, 10, false, words.of("shipment", shipment));
      below = Math.min(below, y - 48);
    }
    return columns(page, Math.min(below - 28, y - 76), words);
  }

  /** Returns the height of the last line. */
  private double receiver(PdfPage page, double top, SlipWords words, Customer customer) {
    page.text(MIDDLE, top, 9, false, words.of("to"));
    double y = top - 2;
    if (customer.address().isPresent()) {
      Address address = customer.address().get();
      y = wrapped(page, y, 12, true, inOne(address.recipient()));
      y = address.phone().isEmpty() ? y : wrapped(page, y, 10, false, inOne(address.phone()));
      boolean many = address.text().lines().count() > ADDRESS_LINES_MAX;
      y = wrapped(page, y, 10, false, many ? inOne(address.text()) : address.text());
    } else {
      y = wrapped(page, y, 10, true, words.of("absent." + customer.absence().name()));
    }
    y = wrapped(page, y, 8, false, words.of("customer", customer.token()));
    return wrapped(page, y, 8, false, words.of("asked-by", to.get(0)));
  }

  private static String inOne(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining(" "));
  }

  private static double wrapped(
      PdfPage page, double above, double size, boolean bold, String text) {
    double y = above;
    for (String line : Wrapping.lines(text, RIGHT - MIDDLE, size, bold)) {
      y -= LINE;
      page.text(MIDDLE, y, size, bold, line);
    }
    return y;
  }

  private static void party(PdfPage page, double x, double y, String what, List<String> lines) {
    page.text(x, y, 9, false, what);
    for (int i = 0; i < lines.size(); i++) {
      page.text(x, y - 15 * (i + 1), i == 0 ? 12 : 10, i == 0, cut(lines.get(i), 38));
    }
  }

  private void bars(PdfPage page, double x, double y) {
    double at = x;
    boolean isBar = true;
    for (int modules : Code128.widths(order)) {
      if (isBar) {
        page.filled(at, y, modules * MODULE, BARS_HEIGHT);
      }
      at += modules * MODULE;
      isBar = !isBar;
    }
  }

  private static double columns(PdfPage page, double y, SlipWords words) {
    page.text(LEFT, y, 9, false, words.of("item"));
    page.text(COLUMN_UNITS, y, 9, false, words.of("units"));
    page.text(RIGHT - 30, y, 9, false, words.of("packed"));
    page.line(LEFT, y - 6, RIGHT - LEFT);
    return y - 6;
  }

  private static double row(PdfPage page, double y, Line line) {
    page.text(LEFT, y - 14, 11, true, cut(line.name(), NAME_MAX));
    page.text(LEFT, y - 25, 9, false, cut(line.detail(), NAME_MAX + 20));
    page.text(COLUMN_UNITS, y - 19, 14, true, String.valueOf(line.units()));
    page.framed(RIGHT - 24, y - 23, 14, 14);
    page.line(LEFT, y - ROW, RIGHT - LEFT);
    return y - ROW;
  }

  /** As many characters as there is room for; Chinese ones are twice as wide. */
  private static String cut(String text, int most) {
    int width = 0;
    for (int i = 0; i < text.length(); i++) {
      width += text.charAt(i) > '\u00ff' ? 2 : 1;
      if (width > most) {
        return text.substring(0, i) + "...";
      }
    }
    return text;
  }
}
