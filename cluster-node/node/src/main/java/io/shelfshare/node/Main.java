package io.shelfshare.node;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.shelfshare.node.grpc.EdgeSettings;
import io.shelfshare.node.notify.NotifySettings;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.slf4j.LoggerFactory;

/**
 * Starts a node. It stops on SIGTERM by handing its shards over and leaving the cluster; where the
 * cluster has given it up, it ends its JVM.
 */
public final class Main {
  private static final int BAD_CONFIGURATION = 78;

  private Main() {}

  /** Takes no arguments: everything is configuration, see {@code application.conf}. */
  public static void main(String[] arguments) {
    shareThreads();
    try {
      Config config = NodeConfig.load();
      EdgeSettings edge = EdgeSettings.from(config.getConfig("shelfshare"));
      MarketSettings market = MarketSettings.from(config);
      NotifySettings notify = NotifySettings.from(config);
      Clock clock = clock(config.getDuration("shelfshare.clock.ahead"));
      ActorSystem.create(Guardian.create(edge, market, notify, clock), Guardian.SYSTEM, config);
    } catch (ConfigException | IllegalArgumentException e) {
      LoggerFactory.getLogger(Main.class).error("The node cannot start: {}", e.getMessage());
      System.exit(BAD_CONFIGURATION);
    }
  }

  /** The journal keeps whole milliseconds, so nothing that happens may be more exact. */
  private static Clock clock(Duration ahead) {
    if (ahead.isNegative()) {
      throw new IllegalArgumentException(
          "shelfshare.clock.ahead is " + ahead + ", but a chain's time never goes back");
    }
    if (!ahead.isZero()) {
      LoggerFactory.getLogger(Main.class)
          .warn("REHEARSAL: this node's clock is {} ahead of the machine's", ahead);
    }
    return Clock.offset(Clock.tick(Clock.system(ZoneOffset.UTC), Duration.ofMillis(1)), ahead);
  }

  /**
   * With one or two processors {@code CompletableFuture} starts a thread for each asynchronous
   * stage, and Akka's futures have such stages; with a parallelism of two it uses its common pool.
   */
  private static void shareThreads() {
    String parallelism = "java.util.concurrent.ForkJoinPool.common.parallelism";
    if (System.getProperty(parallelism) == null && Runtime.getRuntime().availableProcessors() < 3) {
      System.setProperty(parallelism, "2");
    }
  }
}
