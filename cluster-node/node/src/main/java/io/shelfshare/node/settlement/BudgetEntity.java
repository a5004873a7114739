package io.shelfshare.node.settlement;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import akka.persistence.typed.javadsl.RetentionCriteria;
import io.shelfshare.domain.Decision;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.settlement.BudgetEvent;
import io.shelfshare.domain.settlement.BudgetStep;
import io.shelfshare.domain.settlement.Money;
import io.shelfshare.domain.settlement.SubsidyBudget;
import io.shelfshare.node.Wire;
import java.time.Clock;

/**
 * A subsidy budget. Key: its id in the trade rules, which also say its cap.
 *
 * <p>Life: empty → money set apart, spent and freed, for ever. Orders ask and tell until they are
 * answered; every command may come twice or late.
 */
public final class BudgetEntity
    extends EventSourcedBehaviorWithEnforcedReplies<
        BudgetEntity.Command, BudgetEvent, SubsidyBudget> {
  /** The sharded type; entity ids are budgets' ids. */
  public static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "Budget");

  private static final int SNAPSHOT_EVERY = 500;

  /** What it hears. */
  public sealed interface Command extends Wire {}

  /** Sets money apart for an order. */
  public record Reserve(
      OrderId order, Money amount, Money cap, long rulesVersion, ActorRef<Reserved> replyTo)
      implements Command {}

  /**
   * Whether the order has it.
   *
   * @param amount that was asked for
   */
  public record Reserved(OrderId order, Money amount, boolean granted) implements Wire {}

  /** An order's step; it is told until it is told {@link Settled}. */
  public record Settle(BudgetStep step, ActorRef<Settled> replyTo) implements Command {}

  /** The step is taken. */
  public record Settled(OrderId order, long step) implements Wire {}

  /** Asks how it stands under the cap of the rules. */
  public record Get(Money cap, ActorRef<Standing> replyTo) implements Command {}

  /** How it stands. */
  public record Standing(SubsidyBudget.Position position) implements Wire {}

  /** Leaves this node. */
  public enum Stop implements Command {
    STOP
  }

  private final Clock clock;

  private BudgetEntity(String id, Clock clock) {
    super(PersistenceId.of(KEY.name(), id));
    this.clock = clock;
  }

  public static Behavior<Command> create(String id, Clock clock) {
    return new BudgetEntity(id, clock);
  }

  @Override
  public SubsidyBudget emptyState() {
    return new SubsidyBudget();
  }

  @Override
  public CommandHandlerWithReply<Command, BudgetEvent, SubsidyBudget> commandHandler() {
    return newCommandHandlerWithReplyBuilder()
        .forAnyState()
        .onCommand(Reserve.class, this::onReserve)
        .onCommand(Settle.class, this::onSettle)
        .onCommand(
            Get.class,
            (budget, c) -> Effect().reply(c.replyTo(), new Standing(budget.position(c.cap()))))
        .onCommand(Stop.class, stop -> Effect().stop().thenNoReply())
        .build();
  }

  private ReplyEffect<BudgetEvent, SubsidyBudget> onReserve(SubsidyBudget budget, Reserve c) {
    Decision<BudgetEvent, Boolean> decision =
        budget.reserve(c.order(), c.amount(), c.cap(), c.rulesVersion(), clock.instant());
    boolean granted = decision instanceof Decision.Done<BudgetEvent, Boolean> done && done.answer();
    return Effect()
        .persist(decision.events())
        .thenReply(c.replyTo(), after -> new Reserved(c.order(), c.amount(), granted));
  }

  private ReplyEffect<BudgetEvent, SubsidyBudget> onSettle(SubsidyBudget budget, Settle c) {
    BudgetStep step = c.step();
    return Effect()
        .persist(budget.settle(step, clock.instant()).events())
        .thenReply(c.replyTo(), after -> new Settled(step.order(), step.step()));
  }

  @Override
  public EventHandler<SubsidyBudget, BudgetEvent> eventHandler() {
    return newEventHandlerBuilder()
        .forAnyState()
        .onAnyEvent(
            (budget, event) -> {
              budget.apply(event);
              return budget;
            });
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, 2);
  }

  /** Copies the mutable budget, in its own thread, before it is written in another. */
  @Override
  public SnapshotAdapter<SubsidyBudget> snapshotAdapter() {
    return new SnapshotAdapter<>() {
      @Override
      public Object toJournal(SubsidyBudget budget) {
        return budget.state();
      }

      @Override
      public SubsidyBudget fromJournal(Object written) {
        return SubsidyBudget.of((SubsidyBudget.State) written);
      }
    };
  }
}
