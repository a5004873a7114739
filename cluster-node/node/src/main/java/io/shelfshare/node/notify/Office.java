package io.shelfshare.node.notify;

import io.shelfshare.domain.notify.Delivery;
import io.shelfshare.domain.notify.Endpoint;
import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.domain.notify.News;
import io.shelfshare.domain.notify.Outcome;
import io.shelfshare.domain.notify.Topic;
import io.shelfshare.node.notify.channel.Message;
import io.shelfshare.node.notify.channel.Outbound;
import io.shelfshare.node.notify.channel.Phrases;
import io.shelfshare.node.openwork.OpenWorkTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What every courier of this node is given.
 *
 * @param reminders whether a reminder is still due
 * @param disabler tells the endpoint book that a receiver wants no more
 * @param couriers tells the courier of an endpoint
 * @param random spreads retries; used from many threads
 */
record Office(
    NotifySettings settings,
    EndpointCopy endpoints,
    DeliveryTable table,
    OpenWorkTable openWork,
    Secrets secrets,
    Outbound outbound,
    Function<News, CompletionStage<Boolean>> reminders,
    BiConsumer<EndpointId, String> disabler,
    BiConsumer<EndpointId, Courier.Command> couriers,
    RandomGenerator random,
    Clock clock) {

  /** Whether a message is still worth telling. */
  CompletionStage<Boolean> stillHolds(News news) {
    return news.topic() == Topic.ORDER_DUE
        ? reminders.apply(news)
        : CompletableFuture.completedFuture(true);
  }

  CompletionStage<Outcome> send(Endpoint to, News news, Instant now) {
    try {
      return outbound.send(
          new Message(
              to.channel(),
              "endpoints/" + to.id().value(),
              secrets.open(to.address()),
              secrets.open(to.key()),
              news,
              Phrases.in(to.wishes().chinese()).text(news, now),
              link(news),
              now));
    } catch (IllegalStateException sealedWithAnotherKey) {
      return CompletableFuture.completedFuture(
          Outcome.again(0, "The endpoint's secrets cannot be opened here."));
    }
  }

  private String link(News news) {
    boolean none = settings.pageUrl().isEmpty() || news.subject().isEmpty();
    if (!none && news.topic() == Topic.WEEKLY_LIST) {
      return settings.pageUrl() + "/#/sellers";
    }
    String screen = news.subject().startsWith("transferOrders/") ? "work" : "market";
    return none ? "" : settings.pageUrl() + "/#/" + screen + "/" + news.subject();
  }

  /** When endpoints were sent messages in the last hour. */
  CompletionStage<List<Instant>> reachedBy(Set<EndpointId> endpoints, Instant now) {
    Instant since = now.minus(Duration.ofHours(1));
    CompletionStage<List<Instant>> reached = CompletableFuture.completedFuture(List.of());
    for (EndpointId endpoint : endpoints) {
      reached =
          reached.thenCombine(
              table.since(endpoint, since, now),
              (before, found) ->
                  Stream.concat(
                          before.stream(),
                          found.stream()
                              .filter(one -> one.status() == Delivery.Status.DELIVERED)
                              .flatMap(one -> one.endedAt().stream())
                              .filter(at -> at.isAfter(since)))
                      .toList());
    }
    return reached;
  }

  /** Tells the couriers of the same person's other endpoints. */
  void tellOthers(EndpointId id, Courier.Command command) {
    endpoints
        .get(id)
        .map(endpoints::othersOf)
        .orElse(List.of())
        .forEach(other -> couriers.accept(other, command));
  }

  void disable(EndpointId id, String why) {
    disabler.accept(id, why);
  }
}
