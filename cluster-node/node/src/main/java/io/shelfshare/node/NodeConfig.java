package io.shelfshare.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code application.conf}, with the lists that the environment gives as one string. */
final class NodeConfig {
  private NodeConfig() {}

  static Config load() {
    return completed(ConfigFactory.load());
  }

  static Config completed(Config loaded) {
    Config node = loaded.getConfig("shelfshare.node");
    List<String> seeds = split(node.getString("seed-nodes"));
    Map<String, Object> own = new HashMap<>();
    own.put(
        "akka.cluster.seed-nodes",
        seeds.stream().map(address -> "akka://" + Guardian.SYSTEM + "@" + address).toList());
    own.put("datastax-java-driver.basic.contact-points", split(node.getString("cassandra")));
    if (seeds.size() > 1 && seeds.get(0).equals(ownAddress(loaded))) {
      // Only for this node: the others ask again after each such time, so theirs has to be short.
      own.put("akka.cluster.seed-node-timeout", node.getString("found-unanswered-after"));
    }
    return ConfigFactory.parseMap(own).withFallback(loaded).resolve();
  }

  private static String ownAddress(Config loaded) {
    Config remoting = loaded.getConfig("akka.remote.artery.canonical");
    return remoting.getString("hostname") + ":" + remoting.getInt("port");
  }

  private static List<String> split(String addresses) {
    return Arrays.stream(addresses.split(","))
        .map(String::trim)
        .filter(address -> !address.isEmpty())
        .toList();
  }
}
