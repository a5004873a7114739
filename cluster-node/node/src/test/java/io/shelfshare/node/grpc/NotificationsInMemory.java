package io.shelfshare.node.grpc;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.notify.Delivery;
import io.shelfshare.domain.notify.Endpoint;
import io.shelfshare.domain.notify.EndpointBook;
import io.shelfshare.domain.notify.EndpointChange;
import io.shelfshare.domain.notify.EndpointEvent;
import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.domain.notify.News;
import io.shelfshare.domain.notify.Secret;
import io.shelfshare.domain.notify.Topic;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.NotificationGateway;
import io.shelfshare.node.notify.channel.Addresses;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Endpoints by the real book, and messages that are only written down. */
final class NotificationsInMemory implements NotificationGateway {
  static final int PER_STORE_MAX = 3;

  final List<String> announced = new ArrayList<>();
  private final EndpointBook book = new EndpointBook();
  private final Map<String, Endpoint> endpoints = new TreeMap<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Clock clock;
  private final AtomicInteger mutations;
  private final AtomicInteger reads;

  NotificationsInMemory(Clock clock, AtomicInteger mutations, AtomicInteger reads) {
    this.clock = clock;
    this.mutations = mutations;
    this.reads = reads;
  }

  @Override
  public boolean mayBeSentTo(String address) {
    return Addresses.url(address, false).isPresent();
  }

  @Override
  public synchronized CompletionStage<List<Endpoint>> endpoints(
      Optional<StoreId> store, Optional<EndpointId> after, int limit) {
    reads.incrementAndGet();
    return CompletableFuture.completedFuture(
        endpoints.values().stream()
            .filter(one -> store.isEmpty() || store.get().equals(one.store()))
            .filter(one -> after.isEmpty() || one.id().value().compareTo(after.get().value()) > 0)
            .limit(limit)
            .toList());
  }

  @Override
  public synchronized CompletionStage<Optional<Endpoint>> endpoint(EndpointId id) {
    reads.incrementAndGet();
    return CompletableFuture.completedFuture(Optional.ofNullable(endpoints.get(id.value())));
  }

  @Override
  public CompletionStage<Answer<Endpoint>> create(Draft draft, Mutation mutation) {
    Endpoint endpoint =
        new Endpoint(
            EndpointId.of(mutation.key()),
            draft.store(),
            draft.channel(),
            draft.label(),
            draft.person(),
            new Secret(draft.address()),
            new Secret(draft.key()),
            "hint",
            draft.wishes(),
            Optional.empty());
    return taken(book.create(mutation, endpoint, PER_STORE_MAX, clock.instant()));
  }

  @Override
  public CompletionStage<Answer<Endpoint>> update(EndpointId id, Change change, Mutation mutation) {
    EndpointChange sealed =
        new EndpointChange(
            change.label(),
            change.address().map(one -> new EndpointChange.Where(new Secret(one), "hint")),
            change.key().map(Secret::new),
            change.wishes(),
            change.enable());
    return taken(book.update(mutation, id, sealed, clock.instant()));
  }

  @Override
  public CompletionStage<Answer<Endpoint>> delete(EndpointId id, Mutation mutation) {
    return taken(book.delete(mutation, id, clock.instant()));
  }

  private synchronized CompletionStage<Answer<Endpoint>> taken(
      Decision<EndpointEvent, Endpoint> decision) {
    mutations.incrementAndGet();
    for (EndpointEvent event : decision.events()) {
      book.apply(event);
      endpoints.put(event.endpoint().id().value(), event.endpoint());
      if (event.kind() == EndpointEvent.Kind.DELETED) {
        endpoints.remove(event.endpoint().id().value());
      }
    }
    return CompletableFuture.completedFuture(
        decision instanceof Decision.Refused<EndpointEvent, Endpoint> no
            ? Answer.refused(no.refusal())
            : Answer.ok(((Decision.Done<EndpointEvent, Endpoint>) decision).answer()));
  }

  @Override
  public synchronized CompletionStage<String> test(EndpointId id, Mutation mutation) {
    mutations.incrementAndGet();
    News news = new News("test-" + mutation.id(), Topic.TEST, clock.instant(), "", Map.of());
    deliveries.add(0, Delivery.queued(news, clock.instant()));
    return CompletableFuture.completedFuture(news.id());
  }

  @Override
  public synchronized CompletionStage<List<Delivery>> deliveries(
      EndpointId id, Optional<DeliveryPosition> after, int limit) {
    reads.incrementAndGet();
    int from =
        after
            .map(
                position ->
                    1 + deliveries.stream().map(d -> d.news().id()).toList().indexOf(position.id()))
            .orElse(0);
    return CompletableFuture.completedFuture(deliveries.stream().skip(from).limit(limit).toList());
  }

  @Override
  public CompletionStage<Integer> announce(String text, String regionPrefix, Mutation mutation) {
    mutations.incrementAndGet();
    announced.add(text);
    return CompletableFuture.completedFuture(1);
  }

  @Override
  public String pushKey() {
    return "BA";
  }
}
