package io.shelfshare.node.grpc;

import com.google.protobuf.ProtocolMessageEnum;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Sku;
import io.shelfshare.node.grpc.gateway.DirectoryGateway;
import io.shelfshare.node.grpc.gateway.Grouping;
import io.shelfshare.node.grpc.gateway.Grouping.By;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * How a report is grouped. Indexes and tables know stores, days and SKU ids alone, so that what a
 * SKU is (its style, colour and size) is made out here, from sums by SKU.
 */
final class ReportGroups {
  private static final String SEPARATOR = "\u001f";

  private final List<Dimension> dimensions;
  private final Grouping grouping;
  private final DirectoryGateway directory;

  private enum Dimension {
    REGION(By.REGION),
    OWNER(By.OWNER),
    STORE(By.STORE),
    DAY(By.DAY),
    SKU(By.SKU),
    STYLE(By.SKU),
    COLOUR(By.SKU),
    SIZE(By.SKU);

    private final By by;

    Dimension(By by) {
      this.by = by;
    }
  }

  private ReportGroups(List<Dimension> dimensions, Grouping grouping, DirectoryGateway directory) {
    this.dimensions = dimensions;
    this.grouping = grouping;
    this.directory = directory;
  }

  /**
   * @param groupBy enum values of the API, whose names end with those of the dimensions
   * @param region of the filter
   * @param regionDepth 0 for one more than the region has
   */
  static ReportGroups of(
      List<? extends ProtocolMessageEnum> groupBy,
      String region,
      int regionDepth,
      DirectoryGateway directory) {
    List<Dimension> dimensions = groupBy.stream().map(ReportGroups::dimension).toList();
    int below = region.isEmpty() ? 1 : region.split("/").length + 1;
    List<By> by = dimensions.stream().map(dimension -> dimension.by).distinct().toList();
    return new ReportGroups(
        dimensions, new Grouping(by, regionDepth == 0 ? below : regionDepth), directory);
  }

  private static Dimension dimension(ProtocolMessageEnum named) {
    String name = named.getValueDescriptor().getName();
    return Dimension.valueOf(name.substring(name.lastIndexOf('_') + 1));
  }

  /** What the indexes and tables are to group by. */
  Grouping grouping() {
    return grouping;
  }

  /** Headings of the dimensions, in lower case. */
  List<String> headings() {
    return dimensions.stream().map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** Sums by what was asked for, in its order. */
  <T> TreeMap<List<String>, T> fold(Map<List<String>, T> sums, BinaryOperator<T> plus) {
    TreeMap<List<String>, T> folded = new TreeMap<>(ReportGroups::compare);
    sums.forEach((key, one) -> folded.merge(groupOf(key), one, plus));
    return folded;
  }

  private List<String> groupOf(List<String> indexed) {
    List<String> group = new ArrayList<>(dimensions.size());
    for (Dimension dimension : dimensions) {
      String value = indexed.get(grouping.by().indexOf(dimension.by));
      group.add(
          switch (dimension) {
            case STYLE -> ofSku(value, Sku::style);
            case COLOUR -> ofSku(value, Sku::colour);
            case SIZE -> ofSku(value, Sku::size);
            case REGION, OWNER, STORE, DAY, SKU -> value;
          });
    }
    return group;
  }

  private String ofSku(String id, Function<Sku, String> part) {
    return directory.sku(new SkuId(id)).map(part).orElse("");
  }

  /** A group's key as the API shows it. */
  List<String> shown(List<String> group) {
    List<String> shown = new ArrayList<>(group.size());
    for (int i = 0; i < group.size(); i++) {
      shown.add(
          switch (dimensions.get(i)) {
            case OWNER -> Names.of(new OwnerId(group.get(i)));
            case STORE -> Names.of(new StoreId(group.get(i)));
            case SKU -> Names.of(new SkuId(group.get(i)));
            case REGION, DAY, STYLE, COLOUR, SIZE -> group.get(i);
          });
    }
    return shown;
  }

  /** Where a page ended, as text. */
  static String position(List<String> group) {
    return String.join(SEPARATOR, group);
  }

  /** Where a page ended, of its text. */
  static List<String> position(String text) {
    return List.of(text.split(SEPARATOR, -1));
  }

  private static int compare(List<String> one, List<String> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}
