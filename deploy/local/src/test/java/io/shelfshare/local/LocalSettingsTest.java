package io.shelfshare.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSettingsTest {
  private static final long DEFAULT_CHAIN = 100 * 1_500;
  private static final long LARGEST_CHAIN = 10_000 * 1_500;

  @TempDir private Path home;

  private LocalSettings heaps(int nodes, long lines) {
    return LocalSettings.in(Path.of("data"), Home.at(home)).withNodes(nodes).withHeapsFor(lines);
  }

  @BeforeEach
  void distribution() throws IOException {
    Files.createDirectories(home.resolve("lib/cassandra"));
  }

  @Test
  void theDefaultChainFitsTheDefaultHeaps() {
    assertThat(heaps(1, DEFAULT_CHAIN).nodeHeapMegabytes()).isBetween(768, 800);
    assertThat(heaps(1, DEFAULT_CHAIN).cassandraHeapMegabytes()).isBetween(512, 530);
  }

  @Test
  void theLargestChainGetsRoomForItsIndex() {
    assertThat(heaps(1, LARGEST_CHAIN).nodeHeapMegabytes()).isBetween(2_000, 3_000);
  }

  @Test
  void threeNodesShareTheIndexAndCanLoseOne() {
    assertThat(heaps(3, LARGEST_CHAIN).nodeHeapMegabytes())
        .isLessThan(heaps(1, LARGEST_CHAIN).nodeHeapMegabytes())
        .isGreaterThan(1_500);
    assertThat(heaps(2, LARGEST_CHAIN).nodeHeapMegabytes())
        .isEqualTo(heaps(1, LARGEST_CHAIN).nodeHeapMegabytes());
  }
}
