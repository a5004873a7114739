package io.shelfshare.simulation;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.request.Bidding;
import io.shelfshare.domain.request.PostedRequest;
import io.shelfshare.domain.request.Progress;
import io.shelfshare.domain.request.RequestLine;
import io.shelfshare.domain.routing.Facts;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.Ring;
import io.shelfshare.domain.stock.StockLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out for requests what is known of stores: who has units, how far they are, how busy. It
 * tells what is so when it looks; by the time a request hears of it, that may be over.
 */
final class Scouting {
  private static final int SAME_OWNER = 10_000;

  private final World world;

  Scouting(World world) {
    this.world = world;
  }

  /** Whether a request has reached a store, as the edge takes it. */
  boolean hasReached(PostedRequest request, StoreId store) {
    Policy policy = request.spec().options().policy();
    boolean reached =
        request
            .course()
            .audience()
            .includes(
                policy, world.store(request.spec().store()).spot, store, world.store(store).spot);
    return world.seam.reached(reached);
  }

  /** The facts that a request needs to go on. */
  List<Facts> find(PostedRequest request, Progress.Lookup lookup) {
    List<RequestLine> open =
        request.view().orElseThrow().lines().stream().filter(line -> line.open() > 0).toList();
    List<StoreId> bidders = new Bidding(request).bidders();
    List<Facts> found = new ArrayList<>();
    for (StoreNode store : world.stores()) {
      Facts facts = facts(request, open, store);
      boolean wanted =
          switch (lookup) {
            case BIDDERS -> bidders.contains(store.id);
            case WHOM_TO_ASK -> facts.available() > 0 && hasReached(request, store.id);
            case RING -> facts.available() > 0 && isInNextRing(request, store);
          };
      // Sometimes the index of all stocks has not heard of a store yet.
      if (wanted && world.random().nextInt(12) > 0) {
        found.add(facts);
      }
    }
    return found;
  }

  private boolean isInNextRing(PostedRequest request, StoreNode store) {
    StoreId poster = request.spec().store();
    Optional<Ring> next = new Progress(request).nextRing();
    return !store.id.equals(poster)
        && next.filter(ring -> ring.reach().includes(world.store(poster).spot, store.spot))
            .isPresent();
  }

  private Facts facts(PostedRequest request, List<RequestLine> open, StoreNode store) {
    StoreNode poster = world.store(request.spec().store());
    long wanted = 0;
    long available = 0;
    int confidence = 100;
    for (RequestLine line : open) {
      wanted += line.open();
      List<SkuId> skus = new ArrayList<>(List.of(line.sku()));
      skus.addAll(request.spec().options().substitutes().getOrDefault(line.sku(), List.of()));
      for (SkuId sku : skus) {
        StockLine there = store.stock().line(sku);
        available += Math.min(line.open(), there.available());
        confidence = Math.min(confidence, there.confidence());
      }
    }
    return new Facts(
        store.id,
        poster.spot.metresTo(store.spot),
        available,
        wanted,
        openOrders(store.id),
        store.owner.equals(poster.owner) ? SAME_OWNER : 0,
        // What came of its awards, and what it sold, is for others to find out.
        world.random().nextInt(5) * 2_500,
        confidence * 100,
        world.random().nextInt(5) * 2_500,
        Optional.empty());
  }

  private int openOrders(StoreId store) {
    int count = 0;
    for (OrderNode order : world.orders()) {
      Optional<OrderView> view = order.view();
      if (view.isPresent()
          && view.get().terms().supplier().equals(store)
          && view.get().status().compareTo(OrderView.Status.SHIPPED) < 0) {
        count++;
      }
    }
    return count;
  }
}
