package io.shelfshare.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the environment says in one string, and who may found a cluster when. */
class NodeConfigTest {
  private static final Duration UNANSWERED = Duration.ofSeconds(60);

  @Test
  void theFirstSeedNodeWaitsLongForOthersThatDoNotAnswer() {
    Config first = config("127.0.0.1:1001,127.0.0.1:1002", 1001);
    assertThat(first.getStringList("akka.cluster.seed-nodes"))
        .containsExactly("akka://shelfshare@127.0.0.1:1001", "akka://shelfshare@127.0.0.1:1002");
    assertThat(first.getDuration("akka.cluster.seed-node-timeout")).isEqualTo(UNANSWERED);
  }

  @Test
  void theOthersAskTheSeedNodesOften() {
    Config second = config("127.0.0.1:1001,127.0.0.1:1002", 1002);
    assertThat(second.getDuration("akka.cluster.seed-node-timeout")).isLessThan(UNANSWERED);
  }

  @Test
  void aNodeThatIsTheOnlySeedFoundsAtOnce() {
    Config alone = config("127.0.0.1:1001", 1001);
    assertThat(alone.getDuration("akka.cluster.seed-node-timeout")).isLessThan(UNANSWERED);
  }

  private static Config config(String seeds, int port) {
    return NodeConfig.completed(
        ConfigFactory.parseMap(
                Map.of(
                    "shelfshare.node.seed-nodes", seeds,
                    "akka.remote.artery.canonical.hostname", "127.0.0.1",
                    "akka.remote.artery.canonical.port", port))
            .withFallback(ConfigFactory.load()));
  }
}
