package io.shelfshare.node.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.domain.directory.Store;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DirectoryCopyTest {
  private final DirectoryCopy copy = new DirectoryCopy();
  private int imports;

  private void take(Store... stores) {
    imports++;
    copy.take(
        new DirectoryEntity.Fetched(
            "stores", imports, imports, new DirectoryEntity.Records(List.of(stores))));
  }

  private static Store store(String id, double latitude) {
    return new Store(new StoreId(id), id, new OwnerId("o"), new Place(latitude, 120, "CN"));
  }

  private Stream<String> nearest(double latitude, double kilometresMax, int count) {
    return copy.nearest(latitude, 120, kilometresMax, count).stream()
        .map(store -> store.id().value());
  }

  @Test
  void storesAreFoundFromNearToFarWhereTheyAreNow() {
    assertThat(nearest(30, Double.POSITIVE_INFINITY, 5)).isEmpty();
    take(store("a", 30), store("b", 31), store("c", 33));
    assertThat(nearest(30, Double.POSITIVE_INFINITY, 2)).containsExactly("a", "b");
    assertThat(nearest(30, 200, 5)).as("a degree is 111 km").containsExactly("a", "b");

    take(store("a", 40));
    assertThat(nearest(30, Double.POSITIVE_INFINITY, 5)).containsExactly("b", "c", "a");
  }

  @Test
  void theVersionChangesWithAnyStoreAndNotWithoutOne() {
    long before = copy.version();
    take(store("a", 30));
    long after = copy.version();
    assertThat(after).isNotEqualTo(before);
    take(store("a", 30));
    assertThat(copy.version()).as("read again as it was").isEqualTo(after);
  }
}
