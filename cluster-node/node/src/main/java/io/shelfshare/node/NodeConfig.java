package io.shelfshare.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads {@code application.conf}, with the lists that the environment gives as one string. */
final class NodeConfig {
  private NodeConfig() {}

  static Config load() {
    Config loaded = ConfigFactory.load();
    Config node = loaded.getConfig("shelfshare.node");
    List<String> seeds =
        split(node.getString("seed-nodes")).stream()
            .map(address -> "akka://" + Guardian.SYSTEM + "@" + address)
            .toList();
    return ConfigFactory.parseMap(
            Map.of(
                "akka.cluster.seed-nodes",
                ConfigValueFactory.fromIterable(seeds),
                "datastax-java-driver.basic.contact-points",
                ConfigValueFactory.fromIterable(split(node.getString("cassandra")))))
        .withFallback(loaded)
        .resolve();
  }

  private static List<String> split(String addresses) {
    return Arrays.stream(addresses.split(","))
        .map(String::trim)
        .filter(address -> !address.isEmpty())
        .toList();
  }
}
