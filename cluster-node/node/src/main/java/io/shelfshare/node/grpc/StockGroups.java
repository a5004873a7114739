package io.shelfshare.node.grpc;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Sku;
import io.shelfshare.market.v1.AggregateStockRequest;
import io.shelfshare.market.v1.StockDimension;
import io.shelfshare.node.grpc.gateway.DirectoryGateway;
import io.shelfshare.node.grpc.gateway.StockGrouping;
import io.shelfshare.node.grpc.gateway.StockGrouping.By;
import io.shelfshare.node.grpc.gateway.StockSums;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How an aggregation is grouped. The index knows stores and SKU ids alone, so that what a SKU is
 * (its style, colour and size) is made out here, from sums by SKU.
 */
final class StockGroups {
  private static final String SEPARATOR = "\u001f";

  private final List<StockDimension> dimensions;
  private final StockGrouping grouping;
  private final DirectoryGateway directory;

  private StockGroups(
      List<StockDimension> dimensions, StockGrouping grouping, DirectoryGateway directory) {
    this.dimensions = dimensions;
    this.grouping = grouping;
    this.directory = directory;
  }

  static StockGroups of(AggregateStockRequest request, DirectoryGateway directory) {
    String region = request.getFilter().getRegion();
    int depth = region.isEmpty() ? 1 : region.split("/").length + 1;
    List<By> by = request.getGroupByList().stream().map(StockGroups::asked).distinct().toList();
    return new StockGroups(
        request.getGroupByList(),
        new StockGrouping(by, request.getRegionDepth() == 0 ? depth : request.getRegionDepth()),
        directory);
  }

  private static By asked(StockDimension dimension) {
    return switch (dimension) {
      case STOCK_DIMENSION_REGION -> By.REGION;
      case STOCK_DIMENSION_OWNER -> By.OWNER;
      case STOCK_DIMENSION_STORE -> By.STORE;
      default -> By.SKU;
    };
  }

  /** What the index is to group by. */
  StockGrouping grouping() {
    return grouping;
  }

  /** Sums by what was asked for, in its order. */
  TreeMap<List<String>, StockSums> fold(Map<List<String>, StockSums> sums) {
    TreeMap<List<String>, StockSums> folded = new TreeMap<>(StockGroups::compare);
    sums.forEach((key, units) -> folded.merge(groupOf(key), units, StockSums::plus));
    return folded;
  }

  private List<String> groupOf(List<String> indexed) {
    List<String> group = new ArrayList<>(dimensions.size());
    for (StockDimension dimension : dimensions) {
      String value = indexed.get(grouping.by().indexOf(asked(dimension)));
      group.add(
          switch (dimension) {
            case STOCK_DIMENSION_STYLE -> ofSku(value, Sku::style);
            case STOCK_DIMENSION_COLOUR -> ofSku(value, Sku::colour);
            case STOCK_DIMENSION_SIZE -> ofSku(value, Sku::size);
            default -> value;
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
            case STOCK_DIMENSION_OWNER -> Names.of(new OwnerId(group.get(i)));
            case STOCK_DIMENSION_STORE -> Names.of(new StoreId(group.get(i)));
            case STOCK_DIMENSION_SKU -> Names.of(new SkuId(group.get(i)));
            default -> group.get(i);
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
      int order = Comparator.<String>naturalOrder().compare(one.get(i), other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}
