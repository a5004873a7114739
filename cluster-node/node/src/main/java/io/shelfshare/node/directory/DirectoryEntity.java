package io.shelfshare.node.directory;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.ReplyEffect;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.directory.Contract;
import io.shelfshare.domain.directory.DirectoryBook;
import io.shelfshare.domain.directory.DirectoryEvent;
import io.shelfshare.domain.directory.Owner;
import io.shelfshare.domain.directory.Reference;
import io.shelfshare.domain.directory.Sku;
import io.shelfshare.domain.directory.Staff;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.Wire;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The authority on one kind of reference data: {@code owners}, {@code stores}, {@code skus}, {@code
 * contracts} or {@code staff}.
 *
 * <p>Life: empty → imports, for ever. An import applies whole or not at all, as one event. Replicas
 * fetch the imports one by one and so come to the same book. It has no snapshots: an import that
 * changes nothing writes nothing, so the journal stays about as long as the book.
 */
public final class DirectoryEntity
    extends EventSourcedBehaviorWithEnforcedReplies<
        DirectoryEntity.Command, DirectoryEvent, DirectoryBook> {
  /** The sharded type; entity ids are kinds. */
  public static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "Directory");

  /** The kinds, each an entity. */
  public static final List<String> KINDS =
      List.of("owners", "stores", "skus", "contracts", "staff");

  /** What it hears. */
  public sealed interface Command extends Wire {}

  /** Adds or replaces records. */
  public record Import(Mutation mutation, Records records, ActorRef<ImportReply> replyTo)
      implements Command {}

  /**
   * @param count how many records the import had
   */
  public record ImportReply(int count, Optional<Refusal> refusal) implements Wire {}

  /** Asks for the import after the first {@code number} ones. */
  public record Fetch(int number, ActorRef<Fetched> replyTo) implements Command {}

  /**
   * An import, or nothing where there is none yet.
   *
   * @param last how many imports there are
   */
  public record Fetched(String kind, int number, int last, Records records) implements Wire {}

  /** Records of any kind, as they travel. */
  public record Records(
      @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
          @JsonSubTypes({
            @JsonSubTypes.Type(Owner.class),
            @JsonSubTypes.Type(Store.class),
            @JsonSubTypes.Type(Sku.class),
            @JsonSubTypes.Type(Contract.class),
            @JsonSubTypes.Type(Staff.class)
          })
          List<Reference> all) {}

  /** Leaves this node. */
  public enum Stop implements Command {
    STOP
  }

  private final String kind;
  private final Clock clock;

  private DirectoryEntity(String kind, Clock clock) {
    super(PersistenceId.of(KEY.name(), kind));
    this.kind = kind;
    this.clock = clock;
  }

  public static Behavior<Command> create(String kind, Clock clock) {
    return new DirectoryEntity(kind, clock);
  }

  @Override
  public DirectoryBook emptyState() {
    return new DirectoryBook();
  }

  @Override
  public CommandHandlerWithReply<Command, DirectoryEvent, DirectoryBook> commandHandler() {
    return newCommandHandlerWithReplyBuilder()
        .forAnyState()
        .onCommand(Import.class, this::onImport)
        .onCommand(Fetch.class, this::onFetch)
        .onCommand(Stop.class, stop -> Effect().stop().thenNoReply())
        .build();
  }

  private ReplyEffect<DirectoryEvent, DirectoryBook> onImport(DirectoryBook book, Import command) {
    var decision = book.importRecords(command.mutation(), command.records().all(), clock.instant());
    if (decision instanceof Decision.Refused<DirectoryEvent, Integer> no) {
      return Effect().reply(command.replyTo(), new ImportReply(0, Optional.of(no.refusal())));
    }
    int count = ((Decision.Done<DirectoryEvent, Integer>) decision).answer();
    return Effect()
        .persist(decision.events())
        .thenReply(command.replyTo(), state -> new ImportReply(count, Optional.empty()));
  }

  private ReplyEffect<DirectoryEvent, DirectoryBook> onFetch(DirectoryBook book, Fetch command) {
    int last = book.imports().size();
    if (command.number() >= last) {
      return Effect()
          .reply(
              command.replyTo(), new Fetched(kind, command.number(), last, new Records(List.of())));
    }
    DirectoryEvent.Imported next = book.imports().get(command.number());
    return Effect()
        .reply(
            command.replyTo(),
            new Fetched(kind, command.number(), last, new Records(next.records())));
  }

  @Override
  public EventHandler<DirectoryBook, DirectoryEvent> eventHandler() {
    return newEventHandlerBuilder()
        .forAnyState()
        .onAnyEvent(
            (book, event) -> {
              book.apply(event);
              return book;
            });
  }
}
