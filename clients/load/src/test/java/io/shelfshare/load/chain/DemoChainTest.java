package io.shelfshare.load.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoChainTest {
  private static final DemoChain CHAIN = DemoChain.of(7, 100, 1_500);

  @Test
  void theSameSeedMakesTheSameChain() {
    DemoChain again = DemoChain.of(7, 100, 1_500);
    assertThat(again.owners()).isEqualTo(CHAIN.owners());
    assertThat(again.stores()).isEqualTo(CHAIN.stores());
    assertThat(again.skus()).isEqualTo(CHAIN.skus());
    Store store = CHAIN.stores().get(42);
    assertThat(again.stock(store).toList()).isEqualTo(CHAIN.stock(store).toList());
  }

  @Test
  void anotherSeedMakesAnotherChain() {
    DemoChain other = DemoChain.of(8, 100, 1_500);
    assertThat(other.stores()).isNotEqualTo(CHAIN.stores());
    assertThat(other.skus()).isNotEqualTo(CHAIN.skus());
    assertThat(other.stock(other.stores().get(0)).toList())
        .isNotEqualTo(CHAIN.stock(CHAIN.stores().get(0)).toList());
  }

  @Test
  void aSmallerChainIsTheBeginningOfALargerOneOfItsSeed() {
    DemoChain smaller = DemoChain.of(7, 30, 500);
    assertThat(CHAIN.owners()).startsWith(smaller.owners().toArray(Owner[]::new));
    assertThat(CHAIN.stores()).startsWith(smaller.stores().toArray(Store[]::new));
    assertThat(CHAIN.skus()).startsWith(smaller.skus().toArray(Sku[]::new));
    Store store = smaller.stores().get(29);
    assertThat(CHAIN.stock(store)).startsWith(smaller.stock(store).toArray(StockLine[]::new));
  }

  @Test
  void aChainHasExactlyTheStoresAndSkusAskedFor() {
    assertThat(CHAIN.stores()).hasSize(100);
    assertThat(CHAIN.skus()).hasSize(1_500);
    assertThat(CHAIN.stockLines()).isEqualTo(150_000);
    DemoChain smallest = DemoChain.of(-1, 1, 1);
    assertThat(smallest.stores()).hasSize(1);
    assertThat(smallest.skus()).hasSize(1);
    assertThat(smallest.stock(smallest.stores().get(0))).hasSize(1);
  }

  @Test
  void idsHaveTheShapeTheApiTakes() {
    assertThat(CHAIN.owners()).allMatch(owner -> matches("[a-z0-9][a-z0-9-]{0,39}", owner.id()));
    assertThat(CHAIN.stores()).allMatch(store -> matches("s[0-9]{5}", store.id()));
    assertThat(CHAIN.skus()).allMatch(sku -> matches("[a-z0-9][a-z0-9-]{0,39}", sku.style()));
    assertThat(CHAIN.skus()).allMatch(sku -> matches("[a-z0-9][a-z0-9-]{0,59}", sku.id()));
  }

  @Test
  void idsAndGtinsAreUnique() {
    assertThat(CHAIN.owners()).extracting(Owner::id).doesNotHaveDuplicates();
    assertThat(CHAIN.stores()).extracting(Store::id).doesNotHaveDuplicates();
    assertThat(CHAIN.skus()).extracting(Sku::id).doesNotHaveDuplicates();
    assertThat(CHAIN.skus()).extracting(Sku::gtin).doesNotHaveDuplicates();
  }

  @Test
  void everyGtinHasItsCheckDigit() {
    assertThat(CHAIN.skus())
        .allSatisfy(
            sku -> {
              assertThat(sku.gtin()).matches("[0-9]{13}");
              int sum = 0;
              for (int fromRight = 0; fromRight < 13; fromRight++) {
                int digit = sku.gtin().charAt(12 - fromRight) - '0';
                sum += fromRight % 2 == 0 ? digit : 3 * digit;
              }
              assertThat(sum % 10).as(sku.gtin()).isZero();
            });
  }

  @Test
  void theCheckDigitOfAKnownNumberIsRight() {
    // The worked example of the GS1 General Specifications.
    assertThat(Gtin.checkDigit("629104150021")).isEqualTo(3);
  }

  @Test
  void stylesComeInSeveralColoursAndSizesSoThatSubstitutesExist() {
    // The last style may be cut short by the number of SKUs asked for.
    String last = CHAIN.skus().get(CHAIN.skus().size() - 1).style();
    Map<String, List<Sku>> styles =
        CHAIN.skus().stream()
            .filter(sku -> !sku.style().equals(last))
            .collect(Collectors.groupingBy(Sku::style));
    assertThat(styles.values())
        .allSatisfy(
            style -> {
              assertThat(distinct(style, Sku::colour)).isBetween(2L, 4L);
              assertThat(distinct(style, Sku::size)).isBetween(4L, 5L);
              assertThat((long) style.size())
                  .isEqualTo(distinct(style, Sku::colour) * distinct(style, Sku::size));
            });
  }

  @Test
  void everyStoreStandsInItsCity() {
    Map<String, City> cities =
        City.all().stream().collect(Collectors.toMap(City::regionPath, Function.identity()));
    assertThat(CHAIN.stores())
        .allSatisfy(
            store -> {
              City city = cities.get(store.regionPath());
              assertThat(city).isNotNull();
              assertThat(store.place().kilometresTo(city.centre()))
                  .isLessThanOrEqualTo(city.radiusKm());
            });
  }

  @Test
  void theCitiesAreManyAndCoverSevenRegions() {
    assertThat(City.all()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(City.all().stream().map(City::region).distinct()).hasSize(7);
    assertThat(City.all()).extracting(City::regionPath).contains("CN/East/Zhejiang/Hangzhou");
  }

  @Test
  void theOwnersAreATree() {
    Set<String> seen = new HashSet<>();
    for (Owner owner : CHAIN.owners()) {
      if (seen.isEmpty()) {
        assertThat(owner.kind()).isEqualTo(Owner.Kind.HEAD_OFFICE);
        assertThat(owner.parent()).isEmpty();
      } else {
        assertThat(owner.parent()).hasValueSatisfying(parent -> assertThat(seen).contains(parent));
      }
      seen.add(owner.id());
    }
    assertThat(CHAIN.owners()).extracting(Owner::kind).contains(Owner.Kind.values());
    assertThat(CHAIN.stores()).allMatch(store -> seen.contains(store.ownerId()));
  }

  @Test
  void aDealerHasStoresInOneProvinceOnlyUnderItsOwnDistributor() {
    Map<String, Owner> owners =
        CHAIN.owners().stream().collect(Collectors.toMap(Owner::id, Function.identity()));
    Map<String, String> provinces = new HashMap<>();
    for (Store store : CHAIN.stores()) {
      Owner owner = owners.get(store.ownerId());
      String province = store.regionPath().substring(0, store.regionPath().lastIndexOf('/'));
      if (owner.kind() == Owner.Kind.DEALER) {
        assertThat(provinces.computeIfAbsent(owner.id(), id -> province)).isEqualTo(province);
        String region = province.split("/")[1].toLowerCase(Locale.ROOT);
        assertThat(owner.parent()).contains("dist-" + region);
      }
    }
  }

  @Test
  void everySkuIsInSomeStoresAndMissingInOthers() {
    int[] storesWithUnits = new int[CHAIN.skus().size()];
    for (Store store : CHAIN.stores()) {
      CHAIN
          .stock(store)
          .filter(line -> line.available() > 0)
          .forEach(line -> storesWithUnits[line.skuIndex()]++);
    }
    for (int stores : storesWithUnits) {
      assertThat(stores).isBetween(10, 75);
    }
  }

  @Test
  void shelvesHoldNumbersThatAShopWouldHold() {
    for (Store store : CHAIN.stores()) {
      List<StockLine> lines = CHAIN.stock(store).toList();
      assertThat(lines).hasSize(1_500);
      assertThat(lines).allMatch(line -> line.quantity() >= 0 && line.quantity() <= 7);
      assertThat(lines).allMatch(line -> line.safety() >= 0 && line.safety() <= line.quantity());
      int units = lines.stream().mapToInt(StockLine::quantity).sum();
      assertThat(units).isBetween(500, 3_000);
    }
  }

  @Test
  void theLargestChainIsReadStoreByStore() {
    DemoChain largest = DemoChain.of(1, 10_000, 1_500);
    assertThat(largest.stockLines()).isEqualTo(15_000_000);
    Store last = largest.stores().get(9_999);
    assertThat(last.id()).isEqualTo("s10000");
    // Ten lines of the last store, without the fifteen million before them.
    assertThat(largest.stock(last).limit(10)).hasSize(10);
  }

  @Test
  void aCountOutOfRangeIsRefusedWithItsNameAndTheRange() {
    assertThatThrownBy(() -> DemoChain.of(1, 0, 1_500))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stores: 0 is out of range; expected 1 to 10,000");
    assertThatThrownBy(() -> DemoChain.of(1, 10_001, 1_500))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stores: 10,001 is out of range; expected 1 to 10,000");
    assertThatThrownBy(() -> DemoChain.of(1, 100, -5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("skus: -5 is out of range; expected 1 to 1,500");
  }

  @Test
  void aStoreOfAnotherChainIsRefused() {
    Store stranger = DemoChain.of(8, 1, 1).stores().get(0);
    assertThatThrownBy(() -> CHAIN.stock(stranger))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("s00001 is not of this chain");
  }

  private static long distinct(List<Sku> skus, Function<Sku, String> property) {
    return skus.stream().map(property).distinct().count();
  }

  private static boolean matches(String pattern, String id) {
    return Pattern.matches(pattern, id);
  }
}
