package io.shelfshare.node.grpc.gateway;

/**
 * Units of one or of many stock lines.
 *
 * @param lines how many
 * @param availableOnly of those, lines of which nothing but {@code available} is told
 * @param quantityHidden of those, lines that have some available, and it is not told how many
 */
public record StockSums(
    long onHand,
    long reserved,
    long safety,
    long available,
    long inbound,
    long unsellable,
    long lines,
    long availableOnly,
    long quantityHidden) {
  /** Of no line. */
  public static final StockSums NONE = new StockSums(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** One line of which only it is known that there are some. */
  public static final StockSums SOME = new StockSums(0, 0, 0, 0, 0, 0, 1, 0, 1);

  /** One line of which nothing else is known. */
  public static StockSums available(long units) {
    return new StockSums(0, 0, 0, units, 0, 0, 1, 1, 0);
  }

  /** Both together. */
  public StockSums plus(StockSums other) {
    return new StockSums(
        onHand + other.onHand,
        reserved + other.reserved,
        safety + other.safety,
        available + other.available,
        inbound + other.inbound,
        unsellable + other.unsellable,
        lines + other.lines,
        availableOnly + other.availableOnly,
        quantityHidden + other.quantityHidden);
  }
}
