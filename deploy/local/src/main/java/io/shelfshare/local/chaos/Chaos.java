package io.shelfshare.local.chaos;

import io.shelfshare.local.LocalCluster;
import io.shelfshare.local.cassandra.ManagedCassandra;
import io.shelfshare.local.network.Namespaces;
import io.shelfshare.local.node.ManagedNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Lets one thing after the other go wrong while a cluster trades, and mends it: each fault begins
 * when trade goes on and everything runs. Which fault strikes whom comes from a seed; when, from
 * the trade. Runs on the caller's thread.
 */
public final class Chaos {
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final int SOME_TRADE = 10;

  /** By then whoever waited for something lost has been answered. */
  private static final int MUCH_TRADE = 100;

  private static final int FLAPS = 5;

  /** Longer than a client waits before it tries again, shorter than a call's deadline. */
  private static final Duration DATABASE_STANDS_STILL = Duration.ofSeconds(4);

  private final LocalCluster cluster;
  private final Optional<Namespaces> network;
  private final Trade trade;
  private final Random luck;
  private final LongSupplier nanos;

  /**
   * For a cluster that runs.
   *
   * @param network its wires; without them, no wire is cut
   * @param nanos an elapsed-time source in nanoseconds
   */
  public Chaos(
      LocalCluster cluster,
      Optional<Namespaces> network,
      Trade trade,
      long seed,
      LongSupplier nanos) {
    this.cluster = cluster;
    this.network = network;
    this.trade = trade;
    this.luck = new Random(seed);
    this.nanos = nanos;
  }

  /**
   * The faults that this cluster can be given: of a single node, its loss is not one; of three
   * databases, one is lost, not all.
   */
  public List<Fault> possible() {
    return Arrays.stream(Fault.values())
        .filter(fault -> !fault.needsWires() || network.isPresent())
        .filter(fault -> cluster.nodes().size() > 2 || !fault.isOfNodes())
        .filter(fault -> isRing() || fault != Fault.DATABASE_MEMBER_KILLED)
        .filter(fault -> !isRing() || !fault.isOfDatabase())
        .toList();
  }

  /**
   * Goes on until told to stop, and ends with everything running. Each fault comes once before one
   * comes again.
   *
   * @param faults some of those that are {@link #possible}
   * @param goOn asked before each fault
   * @param listener is told of each incident once it is over
   * @throws IllegalStateException if trade or a part does not come back within four minutes
   */
  public List<Incident> play(
      Collection<Fault> faults, BooleanSupplier goOn, Consumer<Incident> listener) {
    long began = nanos.getAsLong();
    List<Incident> incidents = new ArrayList<>();
    Deque<Fault> next = new ArrayDeque<>();
    awaitTrade(SOME_TRADE);
    while (goOn.getAsBoolean()) {
      if (next.isEmpty()) {
        List<Fault> shuffled = new ArrayList<>(faults);
        Collections.shuffle(shuffled, luck);
        next.addAll(shuffled);
      }
      Incident incident = strike(next.remove(), began);
      incidents.add(incident);
      listener.accept(incident);
    }
    return incidents;
  }

  private Incident strike(Fault fault, long began) {
    int number = 1 + luck.nextInt(cluster.nodes().size());
    ManagedNode node = cluster.nodes().get(number - 1);
    Duration unused = trade.slowest().get();
    long struck = nanos.getAsLong();
    begin(fault, number, node);
    if (!fault.isOfDatabase()) {
      awaitTrade(SOME_TRADE);
    }
    Duration untilTrade = since(struck);
    end(fault, number, node);
    Duration gap = trade.slowest().get();
    bringBack();
    awaitTrade(SOME_TRADE);
    Duration untilWhole = since(struck);
    return new Incident(
        fault,
        target(fault, number, node),
        Duration.ofNanos(struck - began),
        // Without a database nobody trades.
        fault.isOfDatabase() ? untilWhole : untilTrade,
        untilWhole,
        gap,
        longer(gap, trade.slowest().get()));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private boolean isRing() {
    return cluster.cassandras().size() > 1;
  }

  private ManagedCassandra database(int number) {
    return cluster.cassandras().get(number % cluster.cassandras().size());
  }

  private String target(Fault fault, int number, ManagedNode node) {
    return fault.isOfNodes() ? node.settings().name() : database(number).name();
  }

  private void begin(Fault fault, int number, ManagedNode node) {
    switch (fault) {
      case NODE_KILLED, NODE_LOST -> node.kill9();
      case NODE_STOPPED -> node.requestStop();
      case NODE_FROZEN -> node.pause();
      case NODE_CUT_OFF -> wires().cut(number);
      case WIRE_FLAPS -> flap(number);
      case DATABASE_MEMBER_KILLED -> database(number).kill9();
      case DATABASE_KILLED -> cluster.cassandra().kill9();
      case DATABASE_FROZEN -> cluster.cassandra().pause();
    }
  }

  private void end(Fault fault, int number, ManagedNode node) {
    switch (fault) {
      case NODE_FROZEN -> {
        awaitGivenUp(number, node);
        node.resume();
        awaitEnd(node);
      }
      case NODE_CUT_OFF -> {
        awaitEnd(node);
        wires().mend(number);
      }
      case DATABASE_FROZEN -> {
        long stood = nanos.getAsLong();
        await("a moment", () -> since(stood).compareTo(DATABASE_STANDS_STILL) > 0);
        cluster.cassandra().resume();
      }
      case NODE_LOST -> {
        awaitGivenUp(number, node);
        awaitTrade(MUCH_TRADE);
      }
      case NODE_STOPPED -> node.stop();
      case NODE_KILLED, WIRE_FLAPS, DATABASE_KILLED, DATABASE_MEMBER_KILLED -> {
        // It is over already.
      }
    }
  }

  /** A node may still be about to end itself when it is asked for. */
  private void bringBack() {
    cluster.startCassandra();
    await(
        "every node to be there for the others",
        () -> {
          cluster.nodes().forEach(ManagedNode::launch);
          return cluster.isWhole();
        });
  }

  private void awaitGivenUp(int number, ManagedNode node) {
    ManagedNode other = cluster.nodes().get(number % cluster.nodes().size());
    await(
        "that " + node.settings().name() + " is given up",
        () -> other.hasMember(other) && !other.hasMember(node));
  }

  private void awaitEnd(ManagedNode node) {
    await(node.settings().name() + " to end itself", () -> !node.isAlive());
  }

  private void flap(int number) {
    for (int i = 0; i < FLAPS; i++) {
      wires().cut(number);
      awaitTrade(1);
      wires().mend(number);
      awaitTrade(2);
    }
  }

  private Namespaces wires() {
    return network.orElseThrow();
  }

  private Duration since(long start) {
    return Duration.ofNanos(nanos.getAsLong() - start);
  }

  private void awaitTrade(long more) {
    long wanted = trade.done().getAsLong() + more;
    await(more + " more trades", () -> trade.done().getAsLong() >= wanted);
  }

  private void await(String what, BooleanSupplier condition) {
    long start = nanos.getAsLong();
    while (!condition.getAsBoolean()) {
      if (since(start).compareTo(LIMIT) > 0) {
        throw new IllegalStateException("waited " + LIMIT + " in vain for " + what);
      }
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + what);
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }
}
