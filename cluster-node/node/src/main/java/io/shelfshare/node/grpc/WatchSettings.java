package io.shelfshare.node.grpc;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * {@code shelfshare.edge.watch} of the configuration.
 *
 * @param heartbeat how often a silent stream is heard of
 * @param changesMax requests with news that wait for a slow watcher; one more drops it
 * @param listMax requests of the first list that may wait
 */
record WatchSettings(Duration heartbeat, int changesMax, int listMax) {
  static WatchSettings from(Config watch) {
    return new WatchSettings(
        watch.getDuration("heartbeat"), watch.getInt("changes-max"), watch.getInt("list-max"));
  }
}
