package io.shelfshare.node;

import akka.actor.typed.ActorSystem;
import akka.cluster.sharding.typed.ClusterShardingSettings;
import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How many entities of a kind a node keeps in memory. The least recently used ones leave first, and
 * come back from the journal. Without a bound a busy market would fill the heap with transfers that
 * nobody asks about any more.
 *
 * @param heapPerStore bytes of heap for each store that stays
 * @param heapPerTransfer bytes of heap for each request, and as many for each order, that stays
 * @param idle how long an entity stays that nobody calls
 */
record InMemory(long heapPerStore, long heapPerTransfer, Duration idle) {
  /** Reads {@code shelfshare.node.in-memory}. */
  static InMemory from(Config config) {
    Config memory = config.getConfig("shelfshare.node.in-memory");
    return new InMemory(
        memory.getBytes("heap-per-store"),
        memory.getBytes("heap-per-transfer"),
        memory.getDuration("idle"));
  }

  ClusterShardingSettings stores(ActorSystem<?> system) {
    return bounded(system, heapPerStore);
  }

  ClusterShardingSettings transfers(ActorSystem<?> system) {
    return bounded(system, heapPerTransfer);
  }

  private ClusterShardingSettings bounded(ActorSystem<?> system, long heapPerEntity) {
    int most = Math.toIntExact(Math.max(1, Runtime.getRuntime().maxMemory() / heapPerEntity));
    ClusterShardingSettings settings = ClusterShardingSettings.create(system);
    return settings.withPassivationStrategy(
        settings
            .passivationStrategySettings()
            .withActiveEntityLimit(most)
            .withLeastRecentlyUsedReplacement()
            .withIdleEntityPassivation(idle));
  }
}
