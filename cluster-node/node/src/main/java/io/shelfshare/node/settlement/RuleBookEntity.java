package io.shelfshare.node.settlement;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.settlement.ListPrice;
import io.shelfshare.domain.settlement.RuleBook;
import io.shelfshare.domain.settlement.RuleBookEvent;
import io.shelfshare.domain.settlement.TradeRules;
import io.shelfshare.node.Wire;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The authority on list prices and trade rules; there is one, {@link #ID}.
 *
 * <p>Life: empty → changes, for ever. Replicas fetch the changes one by one and so come to the same
 * book and version. It has no snapshots: an import that changes nothing writes nothing.
 */
public final class RuleBookEntity
    extends EventSourcedBehaviorWithEnforcedReplies<
        RuleBookEntity.Command, RuleBookEvent, RuleBook> {
  /** The sharded type. */
  public static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "RuleBook");

  /** The id of the only one. */
  public static final String ID = "chain";

  /** What it hears. */
  public sealed interface Command extends Wire {}

  /** Adds or replaces prices. */
  public record ImportPrices(
      Mutation mutation, List<ListPrice> prices, ActorRef<ChangeReply> replyTo)
      implements Command {}

  /** Replaces the rules. */
  public record SetRules(
      Mutation mutation, TradeRules rules, long expectedVersion, ActorRef<ChangeReply> replyTo)
      implements Command {}

  /** Exactly one of the two. */
  public record ChangeReply(Optional<RuleBook.Changed> changed, Optional<Refusal> refusal)
      implements Wire {}

  /** Asks for the change after the first {@code number} ones. */
  public record Fetch(int number, ActorRef<Fetched> replyTo) implements Command {}

  /**
   * A change, or nothing where there is none yet.
   *
   * @param last how many changes there are
   */
  public record Fetched(int number, int last, Optional<RuleBookEvent> change) implements Wire {}

  /** Leaves this node. */
  public enum Stop implements Command {
    STOP
  }

  private final Clock clock;

  private RuleBookEntity(Clock clock) {
    super(PersistenceId.of(KEY.name(), ID));
    this.clock = clock;
  }

  public static Behavior<Command> create(Clock clock) {
    return new RuleBookEntity(clock);
  }

  @Override
  public RuleBook emptyState() {
    return new RuleBook();
  }

  @Override
  public CommandHandlerWithReply<Command, RuleBookEvent, RuleBook> commandHandler() {
    return newCommandHandlerWithReplyBuilder()
        .forAnyState()
        .onCommand(
            ImportPrices.class,
            (book, c) ->
                changed(book.importPrices(c.mutation(), c.prices(), clock.instant()), c.replyTo()))
        .onCommand(
            SetRules.class,
            (book, c) ->
                changed(
                    book.setRules(c.mutation(), c.rules(), c.expectedVersion(), clock.instant()),
                    c.replyTo()))
        .onCommand(Fetch.class, this::onFetch)
        .onCommand(Stop.class, stop -> Effect().stop().thenNoReply())
        .build();
  }

  private ReplyEffect<RuleBookEvent, RuleBook> changed(
      Decision<RuleBookEvent, RuleBook.Changed> decision, ActorRef<ChangeReply> replyTo) {
    if (decision instanceof Decision.Refused<RuleBookEvent, RuleBook.Changed> no) {
      return Effect().reply(replyTo, new ChangeReply(Optional.empty(), Optional.of(no.refusal())));
    }
    var done = (Decision.Done<RuleBookEvent, RuleBook.Changed>) decision;
    return Effect()
        .persist(done.events())
        .thenReply(replyTo, book -> new ChangeReply(Optional.of(done.answer()), Optional.empty()));
  }

  private ReplyEffect<RuleBookEvent, RuleBook> onFetch(RuleBook book, Fetch command) {
    int last = book.changes().size();
    Optional<RuleBookEvent> next =
        command.number() < last
            ? Optional.of(book.changes().get(command.number()))
            : Optional.empty();
    return Effect().reply(command.replyTo(), new Fetched(command.number(), last, next));
  }

  @Override
  public EventHandler<RuleBook, RuleBookEvent> eventHandler() {
    return newEventHandlerBuilder()
        .forAnyState()
        .onAnyEvent(
            (book, event) -> {
              book.apply(event);
              return book;
            });
  }
}
