package io.shelfshare.node.readside;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Contract.Visibility;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.grpc.gateway.Grouping;
import io.shelfshare.node.grpc.gateway.StockAtStore;
import io.shelfshare.node.grpc.gateway.StockFilter;
import io.shelfshare.node.grpc.gateway.StockLineView;
import io.shelfshare.node.grpc.gateway.StockSums;
import io.shelfshare.node.grpc.gateway.StoreFilter;
import io.shelfshare.node.grpc.gateway.SuppliesView;
import io.shelfshare.node.grpc.gateway.SupplyQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SupplyIndexTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final SkuId SKU = new SkuId("coat-1");

  /** Each store belongs to an owner of its own; what that owner shows is in its name. */
  private static final Map<String, Visibility> SHOWN =
      Map.of("open", Visibility.QUANTITY, "coy", Visibility.YES_NO, "shut", Visibility.HIDDEN);

  private final TestProbe<SupplyIndex.Found> found = KIT.createTestProbe();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private static final class Sight implements SupplyIndex.Sight {
    @Override
    public long version() {
      return 1;
    }

    @Override
    public List<Store> nearest(double latitude, double longitude, double kilometresMax, int count) {
      throw new AssertionError("there are fewer lines here than stores would be looked at");
    }

    @Override
    public Optional<Store> store(StoreId id) {
      Place place = new Place(30, 120, "CN");
      return Optional.of(new Store(id, id.value(), new OwnerId(id.value()), place));
    }

    @Override
    public Visibility visibility(OwnerId owner, OwnerId viewer) {
      return owner.equals(viewer)
          ? Visibility.QUANTITY
          : SHOWN.getOrDefault(owner.value(), Visibility.HIDDEN);
    }
  }

  private static StockLineView line(String store, long available) {
    return new StockLineView(
        new StoreId(store), SKU, available, 0, 0, available, 0, 0, 100, Optional.empty(), 1);
  }

  private SuppliesView find(Optional<String> viewer, long atLeast) {
    List<StockLineView> lines = List.of(line("open", 3), line("coy", 3), line("shut", 3));
    ActorRef<SupplyIndex.Command> index =
        KIT.spawn(
            SupplyIndex.create(
                0,
                (slice, take) -> {
                  lines.forEach(take);
                  return CompletableFuture.completedFuture(null);
                },
                new Sight()));
    index.tell(
        new SupplyIndex.Find(
            new SupplyQuery(
                SKU,
                30,
                120,
                Optional.empty(),
                viewer.map(OwnerId::new),
                atLeast,
                Double.POSITIVE_INFINITY,
                10),
            found.ref()));
    return found.receiveMessage().supplies();
  }

  private static SuppliesView.Supply supply(String store, OptionalLong available) {
    return new SuppliesView.Supply(new StoreId(store), available, 100);
  }

  @Test
  @DisplayName("P7: a dealer learns of another's stock what their contract allows")
  void contractsDecideWhatIsShown() {
    SuppliesView supplies = find(Optional.of("dealer-9"), 1);
    assertThat(supplies.supplies())
        .containsExactlyInAnyOrder(
            supply("open", OptionalLong.of(3)), supply("coy", OptionalLong.empty()));
    assertThat(supplies.totalAvailable()).isEqualTo(3);
  }

  @Test
  @DisplayName("P7: asking for more and more units does not tell how many there are")
  void aHiddenQuantityIsNotLearnedByAskingForMore() {
    assertThat(find(Optional.of("dealer-9"), 4).supplies())
        .containsExactly(supply("coy", OptionalLong.empty()));
  }

  @Test
  void anOwnerSeesAllOfItsOwnAndHeadquartersSeesAll() {
    assertThat(find(Optional.of("shut"), 1).supplies())
        .contains(supply("shut", OptionalLong.of(3)));
    SuppliesView all = find(Optional.empty(), 1);
    assertThat(all.supplies()).hasSize(3);
    assertThat(all.totalAvailable()).isEqualTo(9);
  }

  private static ActorRef<SupplyIndex.Command> index() {
    List<StockLineView> lines =
        List.of(line("open", 3), line("coy", 3), line("shut", 3), line("bare", 0));
    return KIT.spawn(
        SupplyIndex.create(
            0,
            (slice, take) -> {
              lines.forEach(take);
              return CompletableFuture.completedFuture(null);
            },
            new Sight()));
  }

  private static StockFilter filter(Optional<String> viewer) {
    return new StockFilter(
        new StoreFilter(Optional.empty(), "CN", Optional.empty()), viewer.map(OwnerId::new), false);
  }

  private static List<StockAtStore> list(Optional<String> viewer) {
    TestProbe<SupplyIndex.LinesListed> listed = KIT.createTestProbe();
    index()
        .tell(new SupplyIndex.ListLines(SKU, filter(viewer), Optional.empty(), 10, listed.ref()));
    return listed.receiveMessage().lines();
  }

  private static StockSums sum(Optional<String> viewer) {
    TestProbe<SupplyIndex.Summed> summed = KIT.createTestProbe();
    index()
        .tell(
            new SupplyIndex.Sum(
                Set.of(), filter(viewer), new Grouping(List.of(), 0), summed.ref()));
    return summed.receiveMessage().parts().get(0).toSums();
  }

  @Test
  @DisplayName("P7: a report of stock leaves out what contracts hide, line by line and in sums")
  void reportsObeyContracts() {
    assertThat(list(Optional.of("dealer-9")))
        .containsExactly(
            new StockAtStore(new StoreId("coy"), StockSums.SOME, 0),
            new StockAtStore(new StoreId("open"), StockSums.available(3), 0));
    assertThat(sum(Optional.of("dealer-9"))).isEqualTo(new StockSums(0, 0, 0, 3, 0, 0, 2, 1, 1));
  }

  @Test
  void headquartersSeesEveryUnit() {
    assertThat(list(Optional.empty()))
        .extracting(line -> line.store().value() + " " + line.units().onHand())
        .containsExactly("coy 3", "open 3", "shut 3");
    assertThat(sum(Optional.empty())).isEqualTo(new StockSums(9, 0, 0, 9, 0, 0, 3, 0, 0));
  }

  @Test
  void anOwnerSeesItsOwnInFull() {
    assertThat(list(Optional.of("shut")))
        .contains(
            new StockAtStore(new StoreId("shut"), new StockSums(3, 0, 0, 3, 0, 0, 1, 0, 0), 100));
  }
}
