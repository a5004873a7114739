package io.shelfshare.node.notify;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.domain.notify.Delivery;
import io.shelfshare.domain.notify.Endpoint;
import io.shelfshare.domain.notify.EndpointChange;
import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.domain.notify.News;
import io.shelfshare.domain.notify.Secret;
import io.shelfshare.domain.notify.Topic;
import io.shelfshare.node.directory.DirectoryCopy;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.NotificationGateway;
import io.shelfshare.node.mending.Asks;
import io.shelfshare.node.notify.channel.Addresses;
import io.shelfshare.node.notify.channel.Vapid;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Endpoints and messages as the edge reaches them: the copy here, the authority, the table. */
final class ShardedNotifications implements NotificationGateway {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(4);
  private static final int AT_ONCE = 64;

  private final ActorSystem<?> system;
  private final Asks asks;
  private final NotifySettings settings;
  private final DirectoryCopy directory;
  private final EndpointCopy copy;
  private final ActorRef<EndpointReplica.Command> replica;
  private final DeliveryTable table;
  private final Secrets secrets;
  private final Function<Letter, CompletionStage<?>> queue;
  private final Clock clock;

  ShardedNotifications(
      ActorSystem<?> system,
      Asks asks,
      NotifySettings settings,
      DirectoryCopy directory,
      EndpointCopy copy,
      ActorRef<EndpointReplica.Command> replica,
      DeliveryTable table,
      Secrets secrets,
      Function<Letter, CompletionStage<?>> queue,
      Clock clock) {
    this.system = system;
    this.asks = asks;
    this.settings = settings;
    this.directory = directory;
    this.copy = copy;
    this.replica = replica;
    this.table = table;
    this.secrets = secrets;
    this.queue = queue;
    this.clock = clock;
  }

  private EntityRef<EndpointBookEntity.Command> book() {
    return ClusterSharding.get(system).entityRefFor(EndpointBookEntity.KEY, EndpointBookEntity.ID);
  }

  private CompletionStage<Done> sync() {
    return AskPattern.<EndpointReplica.Command, Done>ask(
        replica, EndpointReplica.Sync::new, ANSWER_WITHIN, system.scheduler());
  }

  @Override
  public boolean mayBeSentTo(String address) {
    return Addresses.url(address, settings.allowPrivate()).isPresent();
  }

  @Override
  public CompletionStage<List<Endpoint>> endpoints(
      Optional<StoreId> store, Optional<EndpointId> after, int limit) {
    return sync().thenApply(done -> copy.list(store, after, limit));
  }

  @Override
  public CompletionStage<Optional<Endpoint>> endpoint(EndpointId id) {
    return sync().thenApply(done -> copy.get(id));
  }

  @Override
  public CompletionStage<Answer<Endpoint>> create(Draft draft, Mutation mutation) {
    EndpointId id = EndpointId.of(mutation.key());
    Endpoint endpoint =
        new Endpoint(
            id,
            draft.store(),
            draft.channel(),
            draft.label(),
            draft.person(),
            secrets.seal(draft.address()),
            secrets.seal(draft.key()),
            hint(draft.address()),
            draft.wishes(),
            Optional.empty());
    return changed(replyTo -> new EndpointBookEntity.Create(mutation, endpoint, replyTo));
  }

  private static String hint(String address) {
    return Addresses.hint(URI.create(address));
  }

  @Override
  public CompletionStage<Answer<Endpoint>> update(EndpointId id, Change change, Mutation mutation) {
    Optional<EndpointChange.Where> where =
        change.address().map(one -> new EndpointChange.Where(secrets.seal(one), hint(one)));
    Optional<Secret> key = change.key().map(secrets::seal);
    EndpointChange sealed =
        new EndpointChange(change.label(), where, key, change.wishes(), change.enable());
    return changed(replyTo -> new EndpointBookEntity.Update(mutation, id, sealed, replyTo));
  }

  @Override
  public CompletionStage<Answer<Endpoint>> delete(EndpointId id, Mutation mutation) {
    return changed(replyTo -> new EndpointBookEntity.Delete(mutation, id, replyTo));
  }

  /** Answers once this node has it as well, so that its caller can build on it. */
  private CompletionStage<Answer<Endpoint>> changed(
      Function<ActorRef<EndpointBookEntity.ChangeReply>, EndpointBookEntity.Command> command) {
    return asks.ask(book(), command, ANSWER_WITHIN)
        .thenCompose(
            reply ->
                sync()
                    .thenApply(
                        done ->
                            reply
                                .refusal()
                                .<Answer<Endpoint>>map(Answer::refused)
                                .orElseGet(() -> Answer.ok(reply.endpoint().orElseThrow()))));
  }

  @Override
  public CompletionStage<String> test(EndpointId id, Mutation mutation) {
    News news = new News("test-" + mutation.id(), Topic.TEST, clock.instant(), "", Map.of());
    return queue.apply(new Letter(id, news)).thenApply(queued -> news.id());
  }

  @Override
  public CompletionStage<List<Delivery>> deliveries(
      EndpointId id, Optional<DeliveryPosition> after, int limit) {
    return table.newest(
        id,
        after.map(p -> new DeliveryTable.Position(p.queuedAt(), p.id())),
        clock.instant(),
        limit);
  }

  @Override
  public CompletionStage<Integer> announce(String text, String regionPrefix, Mutation mutation) {
    News news =
        new News(
            "announced-" + mutation.id(),
            Topic.ANNOUNCEMENT,
            clock.instant(),
            "",
            Map.of("text", text));
    List<Endpoint> all =
        copy.all().stream()
            .filter(one -> one.wants(Topic.ANNOUNCEMENT) && isIn(one.store(), regionPrefix))
            .toList();
    Iterator<Endpoint> rest = all.iterator();
    CompletableFuture<?>[] lanes =
        IntStream.range(0, Math.min(AT_ONCE, all.size()))
            .mapToObj(lane -> queueRest(news, rest).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(lanes).thenApply(done -> all.size());
  }

  private boolean isIn(StoreId store, String regionPrefix) {
    return regionPrefix.isEmpty()
        || directory
            .store(store)
            .map(Store::place)
            .filter(place -> place.region().startsWith(regionPrefix))
            .isPresent();
  }

  private CompletionStage<?> queueRest(News news, Iterator<Endpoint> rest) {
    Optional<Endpoint> next;
    synchronized (rest) {
      next = rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
    }
    return next.<CompletionStage<?>>map(
            one -> queue.apply(new Letter(one.id(), news)).thenCompose(q -> queueRest(news, rest)))
        .orElseGet(() -> CompletableFuture.completedFuture(Done.getInstance()));
  }

  @Override
  public String pushKey() {
    return settings.webPush().map(Vapid::publicKey).orElse("");
  }
}
