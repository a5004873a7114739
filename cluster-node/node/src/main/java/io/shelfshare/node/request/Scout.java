package io.shelfshare.node.request;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Owner;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.domain.request.Bidding;
import io.shelfshare.domain.request.PostedRequest;
import io.shelfshare.domain.request.Progress;
import io.shelfshare.domain.request.RequestLine;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.routing.Facts;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.Reach;
import io.shelfshare.domain.routing.Ring;
import io.shelfshare.domain.routing.Spot;
import io.shelfshare.node.directory.DirectoryCopy;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.StockGateway;
import io.shelfshare.node.grpc.gateway.SuppliesView;
import io.shelfshare.node.grpc.gateway.SupplyQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds out what is known of stores: who has units, how far they are, how their owners stand to
 * each other, what came of their awards. Safe from any thread; it never blocks.
 */
public final class Scout {
  private static final int STORES_MAX = 500;
  private static final int SKUS_MAX = 16;
  private static final int SAME_OWNER = 10_000;
  private static final int SAME_BRANCH = 5_000;

  private final DirectoryCopy directory;
  private final StockGateway stock;
  private final Records records;
  private final Sales sales;

  /** Units that a store has, and how far the least trusted line of them can be, in percent. */
  private record Has(long units, int confidence) {
    /** Of a line that nobody checked. */
    static final Has NOTHING = new Has(0, 70);

    Has plus(Has other) {
      return new Has(units + other.units, Math.min(confidence, other.confidence));
    }
  }

  /** How quickly stores sell. */
  public interface Sales {
    /** Basis points of what the store had lately that it sold; local and immediate. */
    int sellThrough(StoreId store);
  }

  /** What came of a store's awards. */
  public interface Records {
    /** The newest that is known here; completes soon, with nothing known where it has to. */
    CompletionStage<Map<StoreId, StoreStanding>> of(Set<StoreId> stores);
  }

  /**
   * How a store stands.
   *
   * @param openOrders orders that it has yet to send
   */
  public record StoreStanding(int openOrders, int reliabilityBasisPoints) {
    static final StoreStanding UNKNOWN = new StoreStanding(0, 7_500);
  }

  public Scout(DirectoryCopy directory, StockGateway stock, Records records, Sales sales) {
    this.sales = sales;
    this.directory = directory;
    this.stock = stock;
    this.records = records;
  }

  /** Where a store is, as far as the directory knows it. */
  public Optional<Spot> spot(StoreId store) {
    return directory.store(store).map(Store::place).map(Scout::spot);
  }

  private static Spot spot(Place place) {
    return new Spot(place.latitude(), place.longitude(), place.region());
  }

  /** Whether a request has reached a store; always where its policy has no rings. */
  boolean hasReached(PostedRequest request, StoreId store) {
    Policy policy = request.spec().options().policy();
    if (policy.rings().isEmpty()) {
      return true;
    }
    Optional<Spot> poster = spot(request.spec().store());
    Optional<Spot> there = spot(store);
    return poster.isPresent()
        && there.isPresent()
        && request.course().audience().includes(policy, poster.get(), store, there.get());
  }

  /** The facts that a request needs to go on. */
  CompletionStage<List<Facts>> find(PostedRequest request, Progress.Lookup lookup) {
    return switch (lookup) {
      case RING -> suppliers(request).thenApply(found -> inRing(request, found));
      case WHOM_TO_ASK ->
          suppliers(request)
              .thenApply(
                  found ->
                      found.entrySet().stream()
                          .filter(one -> hasReached(request, one.getKey()))
                          .collect(
                              HashMap<StoreId, Has>::new,
                              (map, one) -> map.put(one.getKey(), one.getValue()),
                              HashMap::putAll))
              .thenCompose(found -> facts(request, found));
      case BIDDERS ->
          suppliers(request)
              .thenCompose(
                  found -> {
                    Map<StoreId, Has> bidders = new HashMap<>();
                    new Bidding(request)
                        .bidders()
                        .forEach(one -> bidders.put(one, found.getOrDefault(one, Has.NOTHING)));
                    return facts(request, bidders);
                  });
    };
  }

  private List<Facts> inRing(PostedRequest request, Map<StoreId, Has> found) {
    Reach reach = new Progress(request).nextRing().map(Ring::reach).orElse(new Reach.Everybody());
    Optional<Spot> poster = spot(request.spec().store());
    List<Facts> inside = new ArrayList<>();
    found.forEach(
        (store, units) -> {
          Optional<Spot> there = spot(store);
          if (poster.isPresent()
              && there.isPresent()
              && reach.includes(poster.get(), there.get())) {
            inside.add(Facts.unknown(store, units.units()));
          }
        });
    return inside;
  }

  private CompletionStage<List<Facts>> facts(PostedRequest request, Map<StoreId, Has> available) {
    long wanted = open(request).stream().mapToLong(RequestLine::open).sum();
    StoreId poster = request.spec().store();
    Optional<Spot> here = spot(poster);
    return records
        .of(available.keySet())
        .thenApply(
            standings -> {
              List<Facts> facts = new ArrayList<>();
              available.forEach(
                  (store, units) -> {
                    StoreStanding standing = standings.getOrDefault(store, StoreStanding.UNKNOWN);
                    Optional<Spot> there = spot(store);
                    long metres =
                        here.isPresent() && there.isPresent()
                            ? here.get().metresTo(there.get())
                            : Facts.unknown(store, 0).metres();
                    facts.add(
                        new Facts(
                            store,
                            metres,
                            units.units(),
                            wanted,
                            standing.openOrders(),
                            contract(poster, store),
                            standing.reliabilityBasisPoints(),
                            units.confidence() * 100,
                            sales.sellThrough(store),
                            Optional.empty()));
                  });
              return facts;
            });
  }

  private int contract(StoreId poster, StoreId store) {
    Optional<Owner> ours = directory.store(poster).flatMap(s -> directory.owner(s.owner()));
    Optional<Owner> theirs = directory.store(store).flatMap(s -> directory.owner(s.owner()));
    if (ours.isEmpty() || theirs.isEmpty()) {
      return 0;
    }
    if (ours.get().id().equals(theirs.get().id())) {
      return SAME_OWNER;
    }
    boolean related =
        ours.get().parent().equals(theirs.get().parent())
            || ours.get().parent().equals(Optional.of(theirs.get().id()))
            || theirs.get().parent().equals(Optional.of(ours.get().id()));
    return related ? SAME_BRANCH : 0;
  }

  private static List<RequestLine> open(PostedRequest request) {
    return request.view().orElseThrow().lines().stream().filter(l -> l.open() > 0).toList();
  }

  /** Stores that have units of what is open, and how many of it. */
  private CompletionStage<Map<StoreId, Has>> suppliers(PostedRequest request) {
    RequestSpec spec = request.spec();
    Spot near = spot(spec.store()).orElse(new Spot(0, 0, ""));
    CompletionStage<Map<StoreId, Has>> all = CompletableFuture.completedFuture(new HashMap<>());
    int asked = 0;
    for (RequestLine line : open(request)) {
      List<SkuId> skus = new ArrayList<>(List.of(line.sku()));
      skus.addAll(spec.options().substitutes().getOrDefault(line.sku(), List.of()));
      for (SkuId sku : skus) {
        if (asked++ >= SKUS_MAX) {
          break;
        }
        var query =
            new SupplyQuery(
                sku,
                near.latitude(),
                near.longitude(),
                Optional.of(spec.store()),
                // Who is asked is the market's business; a contract is about who may know.
                Optional.empty(),
                1,
                Double.POSITIVE_INFINITY,
                STORES_MAX);
        all = all.thenCombine(stock.find(query), (sum, found) -> add(sum, found, line.open()));
      }
    }
    return all;
  }

  private static Map<StoreId, Has> add(
      Map<StoreId, Has> sum, Answer<SuppliesView> found, long open) {
    Map<StoreId, Has> more = new HashMap<>(sum);
    if (found instanceof Answer.Ok<SuppliesView> ok) {
      ok.value()
          .supplies()
          .forEach(
              s ->
                  more.merge(
                      s.store(),
                      new Has(Math.min(open, s.available().orElse(1)), s.confidence()),
                      Has::plus));
    }
    return more;
  }
}
