package io.shelfshare.load.chain;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Derives what a shop has on its shelves from the INVENTORY table, one store at a time.
 *
 * <p>Each store reads its own stretch of the table, one count (0 to 1,000, every one equally
 * likely) a SKU. Warehouse counts become shelf counts by three rules, which leave the broken size
 * curves that transfers exist for:
 *
 * <ul>
 *   <li>the first count of a style decides whether the shop carries the style at all (four in
 *       five);
 *   <li>of a carried style, the lower part of the counts is sold out, most often in the middle
 *       sizes, because those sell first;
 *   <li>the rest becomes one to six units, deeper in the middle sizes and in larger shops.
 * </ul>
 *
 * A missing count is a sold-out line. A line of four or more keeps one unit as safety stock.
 */
final class ShelfStock {
  private static final int COUNT_MAX = 1_000;
  private static final int NOT_CARRIED_BELOW = 200;
  private static final int SAFETY_FROM = 4;
  private static final int QUANTITY_COLUMN = 3;

  private final TpcdsRows inventory = TpcdsRows.inventory();
  private final List<Sku> skus;
  private final long first;

  ShelfStock(Draw draw, List<Sku> skus) {
    this.skus = skus;
    // Room for the largest chain, so that a smaller one of the seed is the beginning of a larger.
    long rows = (long) DemoChain.STORES_MAX * DemoChain.SKUS_MAX;
    this.first = draw.below(inventory.count() - rows, Draw.Subject.FIRST_INVENTORY, 0);
  }

  /** One line a SKU, in the order of the catalogue; each is made when the stream reaches it. */
  Stream<StockLine> of(Store store) {
    long start = first + (long) store.index() * DemoChain.SKUS_MAX;
    Iterator<List<String>> rows = inventory.between(start, start + skus.size()).iterator();
    Shelf shelf = new Shelf(store);
    return skus.stream().map(sku -> shelf.line(sku, count(rows.next())));
  }

  private static int count(List<String> row) {
    String cell = row.get(QUANTITY_COLUMN);
    return cell == null || cell.isEmpty() ? 0 : Integer.parseInt(cell);
  }

  /** Remembers, from SKU to SKU, whether the style at hand is carried. */
  private static final class Shelf {
    private final Store store;
    private String style = "";
    private boolean carried;

    private Shelf(Store store) {
      this.store = store;
    }

    private StockLine line(Sku sku, int count) {
      if (!sku.style().equals(style)) {
        style = sku.style();
        carried = count >= NOT_CARRIED_BELOW;
      }
      int quantity = carried ? quantity(sku, count) : 0;
      return new StockLine(sku.index(), quantity, quantity >= SAFETY_FROM ? 1 : 0);
    }

    private int quantity(Sku sku, int count) {
      int soldOutBelow = soldOutBelow(sku.size());
      if (count < soldOutBelow) {
        return 0;
      }
      double share = (count - soldOutBelow) / (double) (COUNT_MAX + 1 - soldOutBelow);
      return 1 + (int) (share * deepest(sku.size()) * store.depth());
    }

    private static int soldOutBelow(String size) {
      return switch (size) {
        case "medium" -> 600;
        case "small", "large" -> 520;
        default -> 440;
      };
    }

    private static int deepest(String size) {
      return switch (size) {
        case "medium" -> 4;
        case "small", "large" -> 3;
        default -> 2;
      };
    }
  }
}
