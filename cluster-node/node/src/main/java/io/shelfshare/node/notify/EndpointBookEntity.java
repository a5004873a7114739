package io.shelfshare.node.notify;

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
import io.shelfshare.domain.notify.Endpoint;
import io.shelfshare.domain.notify.EndpointBook;
import io.shelfshare.domain.notify.EndpointChange;
import io.shelfshare.domain.notify.EndpointEvent;
import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.node.Wire;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The authority on endpoints; there is one, {@link #ID}.
 *
 * <p>Life: empty → changes, for ever. Replicas fetch the changes and so come to the same book. It
 * has no snapshots: endpoints are few and change rarely.
 */
public final class EndpointBookEntity
    extends EventSourcedBehaviorWithEnforcedReplies<
        EndpointBookEntity.Command, EndpointEvent, EndpointBook> {
  /** The sharded type. */
  public static final EntityTypeKey<Command> KEY =
      EntityTypeKey.create(Command.class, "EndpointBook");

  /** The id of the only one. */
  public static final String ID = "chain";

  private static final int FETCHED_MAX = 200;

  /** What it hears. */
  public sealed interface Command extends Wire {}

  record Create(Mutation mutation, Endpoint draft, ActorRef<ChangeReply> replyTo)
      implements Command {}

  record Update(
      Mutation mutation, EndpointId id, EndpointChange change, ActorRef<ChangeReply> replyTo)
      implements Command {}

  record Delete(Mutation mutation, EndpointId id, ActorRef<ChangeReply> replyTo)
      implements Command {}

  /** Its receiver wants no more. */
  record Disable(EndpointId id, String why, ActorRef<ChangeReply> replyTo) implements Command {}

  /** Exactly one of the two; of a disabled one neither. */
  record ChangeReply(Optional<Endpoint> endpoint, Optional<Refusal> refusal) implements Wire {}

  /** Asks for changes after the first {@code number} ones. */
  record Fetch(int number, ActorRef<Fetched> replyTo) implements Command {}

  /**
   * Some changes, or none where there are none yet.
   *
   * @param last how many changes there are
   */
  record Fetched(int number, int last, List<EndpointEvent> changes) implements Wire {}

  /** Leaves this node. */
  public enum Stop implements Command {
    STOP
  }

  private final int perStoreMax;
  private final Clock clock;

  private EndpointBookEntity(int perStoreMax, Clock clock) {
    super(PersistenceId.of(KEY.name(), ID));
    this.perStoreMax = perStoreMax;
    this.clock = clock;
  }

  static Behavior<Command> create(int perStoreMax, Clock clock) {
    return new EndpointBookEntity(perStoreMax, clock);
  }

  @Override
  public EndpointBook emptyState() {
    return new EndpointBook();
  }

  @Override
  public CommandHandlerWithReply<Command, EndpointEvent, EndpointBook> commandHandler() {
    return newCommandHandlerWithReplyBuilder()
        .forAnyState()
        .onCommand(
            Create.class,
            (book, c) ->
                changed(
                    book.create(c.mutation(), c.draft(), perStoreMax, clock.instant()),
                    c.replyTo()))
        .onCommand(
            Update.class,
            (book, c) ->
                changed(
                    book.update(c.mutation(), c.id(), c.change(), clock.instant()), c.replyTo()))
        .onCommand(
            Delete.class,
            (book, c) -> changed(book.delete(c.mutation(), c.id(), clock.instant()), c.replyTo()))
        .onCommand(
            Disable.class,
            (book, c) ->
                Effect()
                    .persist(book.disable(c.id(), c.why(), clock.instant()))
                    .thenReply(
                        c.replyTo(), after -> new ChangeReply(Optional.empty(), Optional.empty())))
        .onCommand(Fetch.class, this::onFetch)
        .onCommand(Stop.class, stop -> Effect().stop().thenNoReply())
        .build();
  }

  private ReplyEffect<EndpointEvent, EndpointBook> changed(
      Decision<EndpointEvent, Endpoint> decision, ActorRef<ChangeReply> replyTo) {
    if (decision instanceof Decision.Refused<EndpointEvent, Endpoint> no) {
      return Effect().reply(replyTo, new ChangeReply(Optional.empty(), Optional.of(no.refusal())));
    }
    var done = (Decision.Done<EndpointEvent, Endpoint>) decision;
    return Effect()
        .persist(done.events())
        .thenReply(replyTo, book -> new ChangeReply(Optional.of(done.answer()), Optional.empty()));
  }

  private ReplyEffect<EndpointEvent, EndpointBook> onFetch(EndpointBook book, Fetch command) {
    List<EndpointEvent> all = book.changes();
    int from = Math.min(command.number(), all.size());
    int to = Math.min(all.size(), from + FETCHED_MAX);
    return Effect()
        .reply(
            command.replyTo(),
            new Fetched(command.number(), all.size(), List.copyOf(all.subList(from, to))));
  }

  @Override
  public EventHandler<EndpointBook, EndpointEvent> eventHandler() {
    return newEventHandlerBuilder()
        .forAnyState()
        .onAnyEvent(
            (book, event) -> {
              book.apply(event);
              return book;
            });
  }
}
