package io.shelfshare.node.grpc;

import com.linecorp.armeria.server.healthcheck.ListenableHealthChecker;
import com.linecorp.armeria.server.healthcheck.SettableHealthChecker;
import java.util.Optional;

/**
 * Whether this node is ready to serve and whether it lives, as the node finds it. Set from outside;
 * not ready from the start. Safe from any thread.
 */
public final class HealthState {
  private final SettableHealthChecker checker = new SettableHealthChecker(false);
  private volatile Optional<String> notReady = Optional.of("starting");
  private volatile Optional<String> dead = Optional.empty();

  /** It can serve. */
  public void ready() {
    notReady = Optional.empty();
    var unused = checker.setHealthy(true);
  }

  /**
   * It cannot serve now.
   *
   * @param why a few words for operators, shown to anybody: no addresses, no exceptions
   */
  public void notReady(String why) {
    notReady = Optional.of(why);
    var unused = checker.setHealthy(false);
  }

  /** It is beyond help and should be started anew. */
  public void dead(String why) {
    dead = Optional.of(why);
    notReady(why);
  }

  Optional<String> whyNotReady() {
    return notReady;
  }

  Optional<String> whyDead() {
    return dead;
  }

  ListenableHealthChecker checker() {
    return checker;
  }
}
