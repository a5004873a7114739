package io.shelfshare.cli.bench;

import io.shelfshare.cli.local.DataFolder;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.growth.ColdStart;
import io.shelfshare.load.growth.Grown;
import io.shelfshare.load.growth.Growth;
import io.shelfshare.load.growth.GrowthSize;
import io.shelfshare.load.growth.Heap;
import io.shelfshare.load.loader.ChainLoader;
import io.shelfshare.load.loader.LoadProgress;
import io.shelfshare.load.run.Fanout;
import io.shelfshare.load.run.Gathering;
import io.shelfshare.load.versus.Match;
import io.shelfshare.load.versus.ServedSide;
import io.shelfshare.load.versus.Turn;
import io.shelfshare.load.versus.WarmUp;
import io.shelfshare.load.versus.Workload;
import io.shelfshare.local.Home;
import io.shelfshare.local.process.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run over several sizes from start to end. Belongs to one thread. */
public final class GrowthBenchmark {
  private static final int LOADS_IN_FLIGHT = 8;
  private static final int POSTED_FOR_THE_HEAP = 10_000;
  private static final Duration CALM_AFTER_LOADING = Duration.ofMinutes(10);

  /** Read tables are folded half a minute later. */
  private static final Duration CALM_FOR = Duration.ofSeconds(35);

  private static final Duration CALM_AFTER_POSTING = Duration.ofMinutes(2);
  private static final Duration CLEARING_LIMIT = Duration.ofMinutes(3);
  private static final Duration PATIENCE_FOR_CARDS = Duration.ofSeconds(30);

  private final GrowthPlan plan;
  private final Home home;
  private final Clock clock;
  private final Listener listener;
  private final Map<GrowthSize, Measured> measured = new LinkedHashMap<>();
  private final Set<GrowthSize> loaded = new HashSet<>();
  private final Map<GrowthSize, Double> loadSeconds = new HashMap<>();
  private final List<String> missing = new ArrayList<>();
  private final Map<String, String> checks = new LinkedHashMap<>();
  private final WarmUp warmUp;
  private Optional<Fanout> fanout = Optional.empty();

  /** What has been measured of a size so far. */
  private static final class Measured {
    private List<Turn> turns = List.of();
    private List<Turn> reference = List.of();
    private Optional<Heap> heap = Optional.empty();
    private Optional<ColdStart> coldStart = Optional.empty();
  }

  /** Is told how it goes. */
  public interface Listener extends Progress, LoadProgress.Listener, Match.Listener {
    /** Something begins with a size; the key names the words for people. */
    void begins(String key, GrowthSize size);

    /** A size's memory is known; what an interrupted run has told is not lost. */
    void weighed(GrowthSize size, Heap heap);

    /** A size was started again. */
    void started(GrowthSize size, ColdStart start);

    /** A share, 0 to 1, of what began last is done. */
    void progressed(String key, double share);
  }

  /** A run on this machine. */
  public GrowthBenchmark(GrowthPlan plan, Home home, Clock clock, Listener listener) {
    this.plan = plan;
    this.warmUp = new WarmUp(plan.warmUpsMax());
    this.home = home;
    this.clock = clock;
    this.listener = listener;
  }

  /** Runs everything in a folder that was made for it, and stops everything again. */
  public Growth run(DataFolder folder) throws InterruptedException {
    Instant start = Instant.now(clock);
    Map<String, String> facts = new LinkedHashMap<>(MachineFacts.of(folder.path()));
    plan.sizes().forEach(size -> measured.put(size, new Measured()));
    if (!NodeHeap.canBeAsked()) {
      missing.add("memory: this Java has no bin/jcmd; install a JDK rather than a runtime alone");
    }
    try (Ending ending = new Ending(folder)) {
      GrowthMarket reference = start(plan.reference(), folder, ending);
      fill(reference);
      if (plan.others().isEmpty()) {
        play(reference, Optional.empty());
      }
      for (GrowthSize size : plan.others()) {
        tell(size, () -> measure(reference, size, folder, ending));
      }
      tell(reference.size(), () -> coldStart(reference));
    }
    facts.put("load average at the end", MachineFacts.loadAverage());
    facts.putAll(GrowthNotes.settings(plan, warmUp));
    return new Growth(
        start, plan.command(), facts, GrowthNotes.ALL, results(), fanout, missing, checks);
  }

  /** A part of the run. */
  @FunctionalInterface
  private interface Part {
    void run() throws InterruptedException;
  }

  /** What fails is missing in the report; what others have come to is not lost. */
  private void tell(GrowthSize size, Part part) throws InterruptedException {
    try {
      part.run();
    } catch (RuntimeException failed) {
      missing.add(size.key() + ": " + failed);
      listener.warning(size.key(), failed.toString());
    }
  }

  private void measure(GrowthMarket reference, GrowthSize size, DataFolder folder, Ending ending)
      throws InterruptedException {
    try (GrowthMarket market = start(size, folder, ending)) {
      fill(market);
      play(reference, Optional.of(market));
      coldStart(market);
    }
  }

  private List<Grown> results() {
    List<Grown> results = new ArrayList<>();
    measured.forEach(
        (size, what) ->
            results.add(
                new Grown(
                    size,
                    GrowthPlan.nodeHeapMegabytes(size),
                    GrowthPlan.cassandraHeapMegabytes(),
                    Optional.ofNullable(loadSeconds.get(size)),
                    what.turns,
                    what.reference,
                    what.heap,
                    what.coldStart)));
    return results;
  }

  /** Lets the reference and another size take turns, A B A B. */
  private void play(GrowthMarket reference, Optional<GrowthMarket> other)
      throws InterruptedException {
    List<GrowthMarket> markets = Stream.concat(Stream.of(reference), other.stream()).toList();
    List<ServedSide> sides = markets.stream().map(GrowthMarket::side).toList();
    Match match = new Match(sides, plan.length(), plan.rounds(), warmUp, listener);
    Map<String, List<Turn>> turns = match.play(Workload.WON_GRABS);
    List<Turn> compared = turns.getOrDefault(reference.size().key(), List.of());
    for (GrowthMarket market : markets) {
      Measured of = of(market.size());
      if (of.turns.isEmpty()) {
        of.turns = turns.getOrDefault(market.size().key(), List.of());
        of.reference = compared;
      }
      checks.put(
          market.size().key() + ": units on hand as loaded, units reserved as grabs won",
          market.wrong());
    }
    gather(markets);
  }

  private Measured of(GrowthSize size) {
    return measured.computeIfAbsent(size, unknown -> new Measured());
  }

  /** Three nodes go on with the data of one; those of the reference are in use all the time. */
  private GrowthSize dataOf(GrowthSize size) {
    return size.onOneNode().equals(plan.reference()) ? size : size.onOneNode();
  }

  private GrowthMarket start(GrowthSize size, DataFolder folder, Ending ending) {
    listener.begins("growth.starting", size);
    Path data = folder.path().resolve(dataOf(size).key());
    return ending.closing(GrowthMarket.start(size, plan, data, home, clock, listener));
  }

  /** Loads what is not there from another number of nodes. */
  private void fill(GrowthMarket market) throws InterruptedException {
    GrowthSize size = market.size();
    boolean there = loaded.contains(dataOf(size));
    if (!there) {
      listener.begins("growth.loading", size);
      try (ShelfshareClient client = market.client()) {
        new ChainLoader(client, LOADS_IN_FLIGHT, clock, System::nanoTime)
            .loadDirectory(chain(size), listener);
      }
      market.awaitDirectory();
    }
    ServedSide side = market.side();
    boolean asked = size.nodes() == 1 && NodeHeap.canBeAsked();
    long pid = market.cluster().nodes().get(0).pid();
    long directory = asked ? NodeHeap.usedBytes(pid) : 0;
    if (!there) {
      long began = System.nanoTime();
      market.stint().restock(GrowthPlan.units(), (what, share) -> progressed(share));
      double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
      loadSeconds.put(size, seconds);
      loaded.add(dataOf(size));
      listener.begins("growth.settling", size);
      side.settle(CALM_AFTER_LOADING, CALM_FOR);
    }
    if (there) {
      market.reservedAlready();
    }
    if (asked && !there) {
      long stocked = NodeHeap.usedBytes(pid);
      market.stint().prepare(POSTED_FOR_THE_HEAP);
      side.settle(CALM_AFTER_POSTING, CALM_FOR);
      Heap heap = new Heap(directory, stocked, NodeHeap.usedBytes(pid), POSTED_FOR_THE_HEAP);
      of(size).heap = Optional.of(heap);
      listener.weighed(size, heap);
    }
  }

  private void progressed(double share) {
    listener.progressed("growth.stocking", share);
  }

  /** Once, in the first market that has enough stores. */
  private void gather(List<GrowthMarket> markets) throws InterruptedException {
    if (plan.watchers() == 0 || fanout.isPresent()) {
      return;
    }
    GrowthMarket most =
        markets.stream()
            .reduce((a, b) -> b.size().stores() > a.size().stores() ? b : a)
            .orElseThrow();
    if (most.size().stores() < plan.watchers()) {
      return;
    }
    // Whoever opens a watch is first told of every request that is open, and keeps it: thousands of
    // them would fill the generator's memory.
    if (!most.stint().clear(CLEARING_LIMIT)) {
      missing.add("watchers: requests were still open after " + CLEARING_LIMIT);
      return;
    }
    listener.begins("growth.watching", most.size());
    try (Gathering gathering =
        new Gathering(
            most.endpoints(),
            most.token(),
            plan.watchers(),
            plan.seed(),
            clock,
            System::nanoTime)) {
      gathering.open(share -> listener.progressed("growth.opening", share));
      fanout =
          Optional.of(
              gathering.play(GrowthPlan.POSTS_TO_WARM_UP, GrowthPlan.POSTS, PATIENCE_FOR_CARDS));
      gathering
          .trouble()
          .forEach((what, often) -> missing.add("watchers: %s %,d times".formatted(what, often)));
    } catch (IllegalStateException failed) {
      missing.add("watchers: " + failed.getMessage());
    }
  }

  private void coldStart(GrowthMarket market) throws InterruptedException {
    // Three nodes of one machine start on the same processors: that says nothing of three machines.
    if (plan.coldStarts() && market.size().nodes() == 1) {
      listener.begins("growth.cold", market.size());
      ColdStart start = market.startCold(chain(market.size()));
      of(market.size()).coldStart = Optional.of(start);
      listener.started(market.size(), start);
    }
  }

  private DemoChain chain(GrowthSize size) {
    return DemoChain.of(plan.seed(), size.stores(), size.skus());
  }
}
