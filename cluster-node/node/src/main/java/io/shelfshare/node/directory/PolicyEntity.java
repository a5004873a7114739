package io.shelfshare.node.directory;

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
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.PolicyBook;
import io.shelfshare.domain.routing.PolicyEvent;
import io.shelfshare.domain.routing.PolicyRef;
import io.shelfshare.node.Wire;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The authority on policies, of which there is one: every version that headquarters made, and which
 * are published. Replicas fetch the whole book when it has changed, as it is small.
 */
public final class PolicyEntity
    extends EventSourcedBehaviorWithEnforcedReplies<PolicyEntity.Command, PolicyEvent, PolicyBook> {
  /** The sharded type. */
  public static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "Policies");

  /** The one entity id. */
  public static final String ID = "policies";

  /** What it hears. */
  public interface Command extends Wire {}

  /** Makes the next version. */
  public record Create(Policy draft, Mutation mutation, ActorRef<Changed> replyTo)
      implements Command {}

  /** Publishes a version. */
  public record Publish(PolicyRef ref, Mutation mutation, ActorRef<Changed> replyTo)
      implements Command {}

  /** Exactly one of the two. */
  public record Changed(Optional<Policy> policy, Optional<Refusal> refusal) implements Wire {}

  /** Asks for everything, where it is not of {@code revision} any more. */
  public record Fetch(long revision, ActorRef<Fetched> replyTo) implements Command {}

  /** The book; empty lists where the revision is the one that was asked about. */
  public record Fetched(long revision, List<Policy> versions, List<PolicyRef> published)
      implements Wire {}

  /** Leaves this node. */
  public enum Stop implements Command {
    STOP
  }

  private final Clock clock;

  private PolicyEntity(Clock clock) {
    super(PersistenceId.of(KEY.name(), ID));
    this.clock = clock;
  }

  public static Behavior<Command> create(Clock clock) {
    return new PolicyEntity(clock);
  }

  @Override
  public PolicyBook emptyState() {
    return PolicyBook.EMPTY;
  }

  @Override
  public CommandHandlerWithReply<Command, PolicyEvent, PolicyBook> commandHandler() {
    return newCommandHandlerWithReplyBuilder()
        .forAnyState()
        .onCommand(
            Create.class,
            (book, command) ->
                changed(
                    book.create(command.draft(), command.mutation(), clock.instant()),
                    command.replyTo()))
        .onCommand(
            Publish.class,
            (book, command) ->
                changed(
                    book.publish(command.ref(), command.mutation(), clock.instant()),
                    command.replyTo()))
        .onCommand(Fetch.class, this::onFetch)
        .onCommand(Stop.class, stop -> Effect().stop().thenNoReply())
        .build();
  }

  private ReplyEffect<PolicyEvent, PolicyBook> changed(
      Decision<PolicyEvent, Policy> decision, ActorRef<Changed> replyTo) {
    if (decision instanceof Decision.Refused<PolicyEvent, Policy> no) {
      return Effect().reply(replyTo, new Changed(Optional.empty(), Optional.of(no.refusal())));
    }
    Policy answer = ((Decision.Done<PolicyEvent, Policy>) decision).answer();
    return Effect()
        .persist(decision.events())
        .thenReply(replyTo, book -> new Changed(Optional.of(answer), Optional.empty()));
  }

  private ReplyEffect<PolicyEvent, PolicyBook> onFetch(PolicyBook book, Fetch command) {
    boolean same = book.revision() == command.revision();
    return Effect()
        .reply(
            command.replyTo(),
            new Fetched(
                book.revision(),
                same ? List.of() : book.versions(),
                same ? List.of() : book.published()));
  }

  @Override
  public EventHandler<PolicyBook, PolicyEvent> eventHandler() {
    return newEventHandlerBuilder().forAnyState().onAnyEvent(PolicyBook::apply);
  }
}
