package io.shelfshare.load.chain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Derives styles and SKUs from the ITEM table.
 *
 * <p>A TPC-DS item has one colour and one size, so a style is made of several: the items of one
 * category, class and brand, read in row order, are dealt into a style until it has seen its number
 * of colours (2 to 4, by the manufacturer number of its first item) and at least four sizes. The
 * style is then made in each of its colours and each of its sizes, as a real one is: that grid is
 * its SKUs. Name, brand and price come from the first item. Only clothes and shoes are read.
 */
final class Catalogue {
  private static final List<String> SIZES =
      List.of("petite", "small", "medium", "large", "extra large");
  private static final Set<String> CATEGORIES = Set.of("Women", "Men", "Children", "Shoes");
  private static final Set<String> WITHOUT_SIZES = Set.of("fragrances", "accessories");
  private static final int SIZES_MIN = 4;
  // A SKU takes 1.4 rows on average: 2,100 rows make the largest catalogue. This is far beyond it.
  private static final int ROWS_KEPT = 24_000;
  // ITEM keeps up to three versions of an article, in a pattern that repeats every six rows.
  private static final int VERSION_PATTERN_ROWS = 6;
  private static final int CHAIN_NUMBERS = 100_000;

  private final Draw draw;
  private final int count;
  private final List<Sku> skus;

  private Catalogue(Draw draw, int count) {
    this.draw = draw;
    this.count = count;
    this.skus = new ArrayList<>(count);
  }

  /** Exactly {@code count} SKUs; the last style may be cut short. */
  static List<Sku> of(Draw draw, int count) {
    Catalogue catalogue = new Catalogue(draw, count);
    catalogue.read();
    return List.copyOf(catalogue.skus);
  }

  private void read() {
    TpcdsRows items = TpcdsRows.items();
    long starts = items.count() - ROWS_KEPT;
    long patterns = starts / VERSION_PATTERN_ROWS;
    long first = VERSION_PATTERN_ROWS * draw.below(patterns, Draw.Subject.FIRST_ITEM, 0);
    Map<String, Style> open = new HashMap<>();
    Iterator<Item> rows =
        items
            .between(first, items.count())
            .filter(Item::isComplete)
            .map(Item::of)
            .filter(Item::isWearable)
            .iterator();
    while (skus.size() < count) {
      Item item = rows.next();
      Style style = open.computeIfAbsent(item.line(), line -> new Style(item));
      style.add(item);
      if (style.isComplete()) {
        open.remove(item.line());
        make(style);
      }
    }
  }

  private void make(Style style) {
    int chain = (int) draw.below(CHAIN_NUMBERS, Draw.Subject.CHAIN_NUMBER, 0);
    for (String colour : style.colours) {
      for (String size : style.sizes) {
        if (skus.size() == count) {
          return;
        }
        int index = skus.size();
        String id = slug(style.id() + " " + colour + " " + size);
        String name = "%s, %s, %s".formatted(style.name(), colour, size);
        Item item = style.first;
        String gtin = Gtin.of(chain, index);
        skus.add(
            new Sku(
                index,
                id,
                style.id(),
                colour,
                size,
                gtin,
                name,
                item.brand,
                item.category,
                item.priceFen,
                item.costFen));
      }
    }
  }

  private static String slug(String words) {
    return words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /** A style that is still being put together. */
  private static final class Style {
    private final Item first;
    private final int coloursWanted;
    private final Set<String> colours = new LinkedHashSet<>();
    private final Set<String> sizes = new TreeSet<>(Comparator.comparingInt(SIZES::indexOf));

    private Style(Item first) {
      this.first = first;
      this.coloursWanted = 2 + first.manufacturer % 3;
    }

    private void add(Item item) {
      if (colours.size() < coloursWanted) {
        colours.add(item.colour);
      }
      sizes.add(item.size);
    }

    private boolean isComplete() {
      return colours.size() == coloursWanted && sizes.size() >= SIZES_MIN;
    }

    private String id() {
      return slug(first.category + " " + first.className + " " + first.number);
    }

    private String name() {
      return "%s %s %s".formatted(first.category, first.className, first.productName);
    }
  }

  /** What is used of an ITEM row; the numbers are the columns of TPC-DS 2.10, section 2.4.15. */
  private record Item(
      int number,
      long priceFen,
      long costFen,
      String brand,
      String className,
      String category,
      int manufacturer,
      String size,
      String colour,
      String productName) {
    private static final int[] COLUMNS = {0, 5, 8, 10, 12, 13, 15, 17, 21};

    /** TPC-DS leaves some cells empty, as real tables do; such an article is passed over. */
    private static boolean isComplete(List<String> row) {
      for (int column : COLUMNS) {
        if (row.get(column) == null || row.get(column).isEmpty()) {
          return false;
        }
      }
      return true;
    }

    private static Item of(List<String> row) {
      return new Item(
          Integer.parseInt(row.get(0)),
          fen(row.get(5)),
          cost(row),
          row.get(8),
          row.get(10).trim(),
          row.get(12).trim(),
          Integer.parseInt(row.get(13)),
          row.get(15).trim(),
          row.get(17).trim(),
          row.get(21).trim());
    }

    /** TPC-DS prices run from cents to 100 dollars; a dollar becomes ten yuan, a shop's prices. */
    private static long fen(String dollars) {
      return new BigDecimal(dollars).movePointRight(3).longValueExact();
    }

    /** The wholesale price; where the table leaves it empty, half of the shop's. */
    private static long cost(List<String> row) {
      String wholesale = row.get(6);
      return wholesale == null || wholesale.isEmpty() ? fen(row.get(5)) / 2 : fen(wholesale);
    }

    private boolean isWearable() {
      return CATEGORIES.contains(category)
          && !WITHOUT_SIZES.contains(className)
          && SIZES.contains(size);
    }

    private String line() {
      return category + "/" + className + "/" + brand;
    }
  }
}
