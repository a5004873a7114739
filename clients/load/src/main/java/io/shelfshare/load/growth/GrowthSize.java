package io.shelfshare.load.growth;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size of a market.
 *
 * @param stores of the chain, each of which has every SKU
 * @param skus of the chain
 * @param nodes of the cluster
 */
public record GrowthSize(int stores, int skus, int nodes) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,5})x(\\d{1,4})(?:@([13]))?");

  /**
   * Reads {@code 1000x200} or, for three nodes, {@code 1000x200@3}.
   *
   * @throws IllegalArgumentException naming what is expected
   */
  public static GrowthSize parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "--sizes: %s; expected STORESxSKUS, as 1000x200, or 1000x200@3 for three nodes"
              .formatted(text));
    }
    String nodes = form.group(3);
    return new GrowthSize(
        Integer.parseInt(form.group(1)),
        Integer.parseInt(form.group(2)),
        nodes == null ? 1 : Integer.parseInt(nodes));
  }

  /** The name in results: {@code 1000x200}, {@code 1000x200@3}. */
  public String key() {
    return stores + "x" + skus + (nodes == 1 ? "" : "@" + nodes);
  }

  /** Stock lines. */
  public long lines() {
    return (long) stores * skus;
  }

  /** The same chain on one node. */
  public GrowthSize onOneNode() {
    return new GrowthSize(stores, skus, 1);
  }
}
