package io.shelfshare.load.chain;

import io.shelfshare.load.chain.Draw.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Derives shops and their owners from the STORE and CUSTOMER_ADDRESS tables and the real cities.
 *
 * <p>A shop takes its depth (floor space) and its people from a STORE row, which repeat when there
 * are more shops than rows, and its street from an address row of its own. Its city is drawn by
 * weight, its place evenly over the city's disc. A fifth of the shops is run by head office, a
 * fifth by the distributor of the macro region, the rest by dealers with three to eight shops in
 * one province, under that distributor.
 */
final class StoreNetwork {
  private static final double RUN_BY_HEAD_OFFICE = 0.2;
  private static final double RUN_BY_DISTRIBUTOR = 0.4;
  private static final int DEALER_STORES_MIN = 3;
  private static final int DEALER_STORES_SPREAD = 6;
  // Floor space runs evenly from 5 to 10 million square feet, a TPC-DS oddity; only the ratio is
  // used.
  private static final double FLOOR_SPACE_PER_DEPTH = 5_000_000.0;
  private static final Map<String, String> REGIONS_ZH =
      Map.of(
          "East",
          "华东",
          "North",
          "华北",
          "Northeast",
          "东北",
          "Central",
          "华中",
          "South",
          "华南",
          "Southwest",
          "西南",
          "Northwest",
          "西北");

  private final Draw draw;
  private final List<City> cities = City.all();
  private final Map<String, Owner> owners = new LinkedHashMap<>();
  private final Map<String, OpenDealer> openDealers = new HashMap<>();
  private final Map<String, Integer> storesByCity = new HashMap<>();
  private final List<Store> stores = new ArrayList<>();
  private int dealers;

  private StoreNetwork(Draw draw) {
    this.draw = draw;
  }

  static StoreNetwork of(Draw draw, int count) {
    StoreNetwork network = new StoreNetwork(draw);
    network.foundHeadOfficeAndDistributors();
    network.openStores(count);
    return network;
  }

  List<Owner> owners() {
    return List.copyOf(owners.values());
  }

  List<Store> stores() {
    return List.copyOf(stores);
  }

  private void foundHeadOfficeAndDistributors() {
    add(new Owner("head-office", Owner.Kind.HEAD_OFFICE, "Head office", "总部", Optional.empty()));
    for (City city : cities) {
      String id = distributorOf(city);
      if (!owners.containsKey(id)) {
        String name = city.region() + " China distribution";
        String nameZh = REGIONS_ZH.get(city.region()) + "总经销";
        Optional<String> parent = Optional.of("head-office");
        add(new Owner(id, Owner.Kind.DISTRIBUTOR, name, nameZh, parent));
      }
    }
  }

  private void openStores(int count) {
    TpcdsRows addresses = TpcdsRows.addresses();
    long firstAddress =
        draw.below(addresses.count() - DemoChain.STORES_MAX, Subject.FIRST_ADDRESS, 0);
    Iterator<List<String>> streets =
        addresses.between(firstAddress, firstAddress + count).iterator();
    List<List<String>> shops = TpcdsRows.stores().between(0, TpcdsRows.stores().count()).toList();
    long firstShop = draw.below(shops.size(), Subject.FIRST_STORE_ROW, 0);
    TreeMap<Integer, City> byWeight = new TreeMap<>();
    int weights = 0;
    for (City city : cities) {
      weights += city.weight();
      byWeight.put(weights, city);
    }
    for (int index = 0; index < count; index++) {
      City city = byWeight.higherEntry((int) draw.below(weights, Subject.CITY, index)).getValue();
      List<String> shop = shops.get((int) ((firstShop + index) % shops.size()));
      stores.add(open(index, city, shop, streets.next()));
    }
  }

  private Store open(int index, City city, List<String> shop, List<String> street) {
    int number = storesByCity.merge(city.name(), 1, Integer::sum);
    String streetName = words(street, 3, 4);
    String place = streetName.isEmpty() ? "No. " + number : streetName;
    return new Store(
        index,
        "s%05d".formatted(index + 1),
        ownerOf(index, city, shop),
        city.name() + " " + place,
        "%s%d店".formatted(city.nameZh(), number),
        city.regionPath(),
        placeIn(city, index),
        words(street, 2, 3, 4, 5),
        depth(shop));
  }

  private Place placeIn(City city, int index) {
    // The root spreads the shops evenly over the disc; 0.99 keeps rounding inside the radius.
    double distance = 0.99 * city.radiusKm() * Math.sqrt(draw.unit(Subject.DISTANCE, index));
    double bearing = 2 * Math.PI * draw.unit(Subject.BEARING, index);
    return city.centre()
        .shifted(distance * StrictMath.cos(bearing), distance * StrictMath.sin(bearing));
  }

  private static double depth(List<String> shop) {
    String floorSpace = shop.get(7);
    boolean unknown = floorSpace == null || floorSpace.isEmpty();
    double exact = unknown ? 1.0 : Long.parseLong(floorSpace) / FLOOR_SPACE_PER_DEPTH - 0.5;
    return Math.round(exact * 100) / 100.0;
  }

  private String ownerOf(int index, City city, List<String> shop) {
    double share = draw.unit(Subject.OWNERSHIP, index);
    if (share < RUN_BY_HEAD_OFFICE) {
      return "head-office";
    }
    if (share < RUN_BY_DISTRIBUTOR) {
      return distributorOf(city);
    }
    OpenDealer dealer = openDealers.computeIfAbsent(city.province(), p -> found(city, shop));
    if (--dealer.storesLeft == 0) {
      openDealers.remove(city.province());
    }
    return dealer.id;
  }

  private OpenDealer found(City city, List<String> shop) {
    dealers++;
    String id = "dealer-%04d".formatted(dealers);
    String name = "%s (%s)".formatted(lastName(shop.get(9)), city.province());
    String nameZh = "%s第%d经销商".formatted(city.provinceZh(), dealers);
    Optional<String> parent = Optional.of(distributorOf(city));
    add(new Owner(id, Owner.Kind.DEALER, name, nameZh, parent));
    long more = draw.below(DEALER_STORES_SPREAD, Subject.DEALER_SIZE, dealers);
    return new OpenDealer(id, DEALER_STORES_MIN + (int) more);
  }

  /** The family name of a STORE row's manager, as the name of the firm. */
  private static String lastName(String manager) {
    if (manager == null || manager.isBlank()) {
      return "Dealer";
    }
    return manager.trim().substring(manager.trim().lastIndexOf(' ') + 1) + " & Co.";
  }

  private static String distributorOf(City city) {
    return "dist-" + city.region().toLowerCase(Locale.ROOT);
  }

  private static String words(List<String> row, int... columns) {
    List<String> words = new ArrayList<>();
    for (int column : columns) {
      String cell = row.get(column);
      if (cell != null && !cell.isBlank()) {
        words.add(cell.trim());
      }
    }
    return String.join(" ", words);
  }

  private void add(Owner owner) {
    owners.put(owner.id(), owner);
  }

  /** A dealer that still takes shops in its province. */
  private static final class OpenDealer {
    private final String id;
    private int storesLeft;

    private OpenDealer(String id, int storesLeft) {
      this.id = id;
      this.storesLeft = storesLeft;
    }
  }
}
