package io.shelfshare.node.notify;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.domain.notify.Endpoint;
import io.shelfshare.domain.notify.News;
import io.shelfshare.domain.notify.Topic;
import io.shelfshare.domain.request.Ask;
import io.shelfshare.domain.request.Turn;
import io.shelfshare.node.directory.DirectoryCopy;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.gateway.StockGateway;
import io.shelfshare.node.grpc.gateway.SuppliesView;
import io.shelfshare.node.grpc.gateway.SupplyQuery;
import io.shelfshare.node.readside.Audiences;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What is new about a request, and for whom: stores that it has reached and that have what it
 * wants, the nearest 500 of them, or the one store that is asked. Where no store that it could
 * concern has an endpoint, nothing is looked up. Safe for use by any thread.
 */
final class RequestNews {
  private static final int STORES_MAX = 500;
  private static final int SKUS_MAX = 16;

  private final EndpointCopy endpoints;
  private final DirectoryCopy directory;
  private final StockGateway stock;
  private final Audiences audiences;
  private final Wording wording;

  RequestNews(
      EndpointCopy endpoints, DirectoryCopy directory, StockGateway stock, Wording wording) {
    this.endpoints = endpoints;
    this.directory = directory;
    this.stock = stock;
    this.audiences = new Audiences(id -> directory.store(id).map(Store::place));
    this.wording = wording;
  }

  /** What tells this state from one that was told already. */
  String mark(RequestView request) {
    return request.course().pendingAsk().map(Ask::number).orElse(0)
        + " "
        + request.course().audience().ring()
        + " "
        + request.course().audience().having().size()
        + " "
        + isOpen(request);
  }

  CompletionStage<List<Letter>> of(RequestView request, Instant now) {
    if (endpoints.isEmpty() || !isOpen(request) || !now.isBefore(request.spec().expireAt())) {
      return CompletableFuture.completedFuture(List.of());
    }
    if (request.course().turn() instanceof Turn.Asking) {
      return CompletableFuture.completedFuture(
          request.course().pendingAsk().map(ask -> asked(request, ask)).orElse(List.of()));
    }
    Topic topic = request.spec().isSupply() ? Topic.OFFER_POSTED : Topic.REQUEST_POSTED;
    if (request.spec().isSupply()) {
      return CompletableFuture.completedFuture(
          posted(request, topic, concerned(request, topic, endpoints.stores())));
    }
    // With many endpoints it is less work to ask first who has the units.
    boolean few = endpoints.stores().size() <= STORES_MAX;
    if (few && concerned(request, topic, endpoints.stores()).isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    return having(request)
        .thenApply(having -> posted(request, topic, concerned(request, topic, having)));
  }

  /** Those of some stores that have an endpoint for it and that the request has reached. */
  private Set<StoreId> concerned(RequestView request, Topic topic, Collection<StoreId> stores) {
    Set<StoreId> concerned = new LinkedHashSet<>();
    for (StoreId store : stores) {
      if (!store.equals(request.spec().store())
          && !endpoints.of(store, topic).isEmpty()
          && audiences.hasReached(request, store)) {
        concerned.add(store);
      }
    }
    return concerned;
  }

  private static boolean isOpen(RequestView request) {
    return request.state() == RequestView.State.OPEN
        || request.state() == RequestView.State.PARTLY_COVERED;
  }

  private List<Letter> posted(RequestView request, Topic topic, Set<StoreId> stores) {
    List<Letter> letters = new ArrayList<>();
    for (StoreId store : stores) {
      News news =
          new News(
              "posted-" + request.id(),
              topic,
              request.postedAt(),
              Optional.empty(),
              Optional.of(request.spec().expireAt()),
              "transferRequests/" + request.id(),
              details(request, store));
      endpoints.of(store, topic).forEach(to -> letters.add(new Letter(to.id(), news)));
    }
    return letters;
  }

  private List<Letter> asked(RequestView request, Ask ask) {
    News news =
        new News(
            "asked-" + request.id() + "-" + ask.number(),
            Topic.REQUEST_ASKED,
            ask.at(),
            Optional.empty(),
            Optional.of(ask.until()),
            "transferRequests/" + request.id(),
            details(request, ask.store()));
    List<Endpoint> to = endpoints.of(ask.store(), Topic.REQUEST_ASKED);
    return to.stream().map(one -> new Letter(one.id(), news)).toList();
  }

  private Map<String, String> details(RequestView request, StoreId reader) {
    StoreId poster = request.spec().store();
    Map<String, String> details = new HashMap<>();
    details.put("store", wording.store(poster));
    details.put("store_name", "stores/" + poster.value());
    details.put("to_store", "stores/" + reader.value());
    details.put(
        "units",
        wording.units(
            request.lines().stream()
                .filter(line -> line.open() > 0)
                .map(line -> new Units(line.sku(), line.open()))
                .toList()));
    details.put("kilometres", wording.kilometres(poster, reader));
    details.put("note", request.spec().note());
    return details;
  }

  /** The nearest stores that have something of what is open. */
  private CompletionStage<Set<StoreId>> having(RequestView request) {
    Place near =
        directory
            .store(request.spec().store())
            .map(Store::place)
            .orElse(new Place(0, 0, request.spec().region()));
    CompletionStage<Set<StoreId>> all = CompletableFuture.completedFuture(new LinkedHashSet<>());
    List<SkuId> skus = new ArrayList<>();
    for (RequestView.Line line : request.lines()) {
      if (line.open() > 0) {
        skus.add(line.sku());
        skus.addAll(request.spec().options().substitutes().getOrDefault(line.sku(), List.of()));
      }
    }
    for (SkuId sku : skus.subList(0, Math.min(SKUS_MAX, skus.size()))) {
      var query =
          new SupplyQuery(
              sku,
              near.latitude(),
              near.longitude(),
              Optional.of(request.spec().store()),
              Optional.empty(),
              1,
              Double.POSITIVE_INFINITY,
              STORES_MAX);
      all = all.thenCombine(stock.find(query), RequestNews::add);
    }
    return all;
  }

  private static Set<StoreId> add(Set<StoreId> sum, Answer<SuppliesView> found) {
    if (found instanceof Answer.Ok<SuppliesView> ok) {
      ok.value().supplies().forEach(one -> sum.add(one.store()));
    }
    return sum;
  }
}
