package io.shelfshare.node.settlement;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import com.datastax.oss.driver.api.core.CqlSession;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.domain.directory.Sku;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.domain.settlement.Deal;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.Pricing;
import io.shelfshare.domain.settlement.SettlementTerms;
import io.shelfshare.domain.settlement.SubsidyRule;
import io.shelfshare.node.MarketSettings;
import io.shelfshare.node.directory.DirectoryCopy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;

/**
 * What this node has of money: the entities that it can reach, its copy of the rules, and the books
 * to be read. Safe for use by any thread.
 */
public final class Treasury {
  private static final Duration SYNCED_WITHIN = Duration.ofSeconds(3);

  private final ActorSystem<?> system;
  private final ClusterSharding sharding;
  private final DirectoryCopy directory;
  private final RuleCopy rules = new RuleCopy();
  private final BooksTable books;
  private final int subLedgers;
  private final ActorRef<RuleReplica.Command> replica;

  /** Starts this node's share of money; blocks until the tables have answered. */
  public Treasury(
      ActorContext<?> context,
      CqlSession session,
      DirectoryCopy directory,
      MarketSettings settings,
      Clock clock) {
    this.system = context.getSystem();
    this.sharding = ClusterSharding.get(system);
    this.directory = directory;
    this.books = new BooksTable(session);
    this.subLedgers = settings.subLedgers();
    initEntities(settings, clock);
    this.replica =
        context.spawn(RuleReplica.create(rules, fetch -> ruleBook().tell(fetch)), "rule-replica");
    // A node with old rules is of no use.
    context.watch(replica);
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseServiceRequestsDone(),
            "stop-the-rule-replica",
            (Supplier<CompletionStage<Done>>)
                () -> {
                  replica.tell(RuleReplica.Stop.STOP);
                  return CompletableFuture.completedFuture(Done.getInstance());
                });
  }

  private void initEntities(MarketSettings settings, Clock clock) {
    sharding.init(
        Entity.of(RuleBookEntity.KEY, entity -> RuleBookEntity.create(clock))
            .withStopMessage(RuleBookEntity.Stop.STOP));
    sharding.init(
        Entity.of(
                LedgerEntity.KEY,
                entity ->
                    LedgerEntity.create(
                        entity.getEntityId(), books::write, settings.resendAfter(), clock))
            .withStopMessage(LedgerEntity.Stop.STOP));
    sharding.init(
        Entity.of(BudgetEntity.KEY, entity -> BudgetEntity.create(entity.getEntityId(), clock))
            .withStopMessage(BudgetEntity.Stop.STOP));
  }

  /** True once this node has all the rules that there were. */
  public boolean isReady() {
    return rules.isComplete();
  }

  EntityRef<RuleBookEntity.Command> ruleBook() {
    return sharding.entityRefFor(RuleBookEntity.KEY, RuleBookEntity.ID);
  }

  /** A part of the books between two owners. */
  public EntityRef<LedgerEntity.Command> ledger(OwnerPair pair, int part) {
    return sharding.entityRefFor(LedgerEntity.KEY, LedgerEntity.id(pair, part));
  }

  public EntityRef<BudgetEntity.Command> budget(String id) {
    return sharding.entityRefFor(BudgetEntity.KEY, id);
  }

  RuleCopy rules() {
    return rules;
  }

  BooksTable books() {
    return books;
  }

  /** Completes once this node has what the rule book had when it was called. */
  CompletionStage<Done> sync() {
    return AskPattern.<RuleReplica.Command, Done>ask(
        replica, RuleReplica.Sync::new, SYNCED_WITHIN, system.scheduler());
  }

  /** Whether both stores can be priced on this node already. */
  public boolean knows(StoreId supplier, StoreId requester) {
    return rules.isComplete()
        && directory.store(supplier).isPresent()
        && directory.store(requester).isPresent();
  }

  /**
   * Prices units that go from one known store to another; empty where headquarters has set no
   * rules.
   *
   * @param spread decides which part of the books it is posted in
   */
  public Optional<SettlementTerms> terms(
      StoreId supplier, StoreId requester, List<Units> lines, int spread) {
    Store from = directory.store(supplier).orElseThrow();
    Store to = directory.store(requester).orElseThrow();
    Deal deal =
        new Deal(
            from.owner(),
            to.owner(),
            metres(from.place(), to.place()),
            lines.stream().map(this::line).toList());
    RuleCopy.Current now = rules.current();
    return now.rules()
        .map(
            current ->
                Pricing.price(current, now.version(), deal).in(Math.floorMod(spread, subLedgers)));
  }

  private Deal.Line line(Units units) {
    String style = directory.sku(units.sku()).map(Sku::style).orElse("");
    return new Deal.Line(units.sku(), style, units.quantity(), rules.price(units.sku(), style));
  }

  /** The cap of a budget in the rules as they are now. */
  public Optional<SubsidyRule.Budget> cap(String budget) {
    return rules.current().rules().flatMap(current -> current.budget(budget));
  }

  private static long metres(Place from, Place to) {
    return Math.round(
        Geodesic.WGS84.Inverse(
                from.latitude(),
                from.longitude(),
                to.latitude(),
                to.longitude(),
                GeodesicMask.DISTANCE)
            .s12);
  }
}
