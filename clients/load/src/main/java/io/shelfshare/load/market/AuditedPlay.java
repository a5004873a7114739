package io.shelfshare.load.market;

import io.shelfshare.client.ResourceNames;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.chain.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * A market day that is judged in the end: every store's clerk plays, the chain settles, and all
 * promises that can be seen from outside are audited. The chain has to be loaded before, and nobody
 * else may use it meanwhile.
 */
public final class AuditedPlay {
  /** Short deadlines of the nodes, so that holds and periods run out while somebody plays. */
  public static final Map<String, String> SHORT_PERIODS =
      Map.of(
          "SHELFSHARE_CONFIRM_WITHIN", "10s",
          "SHELFSHARE_SHIP_WITHIN", "8s",
          "SHELFSHARE_GIVE_BACK_WITHIN", "4s",
          "SHELFSHARE_CLAIM_WITHIN", "8s");

  private static final Duration SETTLING_LIMIT = Duration.ofSeconds(75);
  private static final Duration WATCH_LIMIT = Duration.ofSeconds(15);
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Where a play has got to. */
  public enum Phase {
    PLAYING,
    SETTLING,
    AUDITING
  }

  /** Is told of each phase as it begins, on the thread that plays. */
  @FunctionalInterface
  public interface Listener {
    void begins(Phase phase, PlayRecord record);
  }

  private final DemoChain chain;
  private final ShelfshareClient headquarters;
  private final Function<Store, ShelfshareClient> clients;
  private final Clock clock;
  private final LongSupplier nanos;

  /**
   * A play.
   *
   * @param headquarters a client of headquarters
   * @param clients makes a client with the token of a store's clerk; the play closes it
   * @param nanos an elapsed-time source in nanoseconds
   */
  public AuditedPlay(
      DemoChain chain,
      ShelfshareClient headquarters,
      Function<Store, ShelfshareClient> clients,
      Clock clock,
      LongSupplier nanos) {
    this.chain = chain;
    this.headquarters = headquarters;
    this.clients = clients;
    this.clock = clock;
    this.nanos = nanos;
  }

  /**
   * Plays until told to stop, and judges.
   *
   * @throws InterruptedException if interrupted
   */
  public PlaySummary run(BooleanSupplier goOn, Listener listener) throws InterruptedException {
    List<String> skus = chain.skus().stream().map(sku -> ResourceNames.sku(sku.id())).toList();
    Map<String, String> owners =
        chain.stores().stream()
            .collect(
                Collectors.toMap(
                    store -> ResourceNames.store(store.id()),
                    store -> ResourceNames.owner(store.ownerId())));
    PictureReader reader =
        new PictureReader(headquarters, List.copyOf(owners.keySet()), skus, clock, nanos);
    MarketPlay play = new MarketPlay(skus, chain.seed(), clock, nanos);
    play.startsWith(openingUnits());
    PlayRecord record = play.record();
    Map<String, ShelfshareClient> clerks = new LinkedHashMap<>();
    try {
      chain
          .stores()
          .forEach(store -> clerks.put(ResourceNames.store(store.id()), clients.apply(store)));
      long start = nanos.getAsLong();
      try (WatchedMarket watched = new WatchedMarket(headquarters, nanos)) {
        listener.begins(Phase.PLAYING, record);
        play.play(clerks, goOn);
        double took = (nanos.getAsLong() - start) / NANOS_PER_SECOND;
        listener.begins(Phase.SETTLING, record);
        ChainPicture picture =
            reader.settled(record.posted().keySet(), record.won().keySet(), SETTLING_LIMIT);
        listener.begins(Phase.AUDITING, record);
        List<Violation> violations = new ArrayList<>(Audit.judge(record, picture));
        violations.addAll(watched.compare(picture, WATCH_LIMIT));
        violations.addAll(BooksAudit.judge(headquarters, picture, clock));
        violations.addAll(SightAudit.judge(clerks, owners, picture));
        return new PlaySummary(
            violations, record, picture, chain.seed(), took, chain.stores().size());
      }
    } finally {
      clerks.values().forEach(ShelfshareClient::close);
    }
  }

  /** What the loader's calls, all of them acknowledged, have brought into the chain. */
  private Map<String, Long> openingUnits() {
    Map<String, Long> units = new LinkedHashMap<>();
    for (Store store : chain.stores()) {
      chain
          .stock(store)
          .forEach(
              line ->
                  units.merge(
                      ResourceNames.sku(chain.skus().get(line.skuIndex()).id()),
                      (long) line.quantity(),
                      Long::sum));
    }
    return units;
  }
}
