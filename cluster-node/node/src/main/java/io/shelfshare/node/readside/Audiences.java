package io.shelfshare.node.readside;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.domain.request.Ask;
import io.shelfshare.domain.request.Turn;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.Spot;
import io.shelfshare.node.grpc.gateway.RequestQuery;
import io.shelfshare.node.grpc.gateway.RequestView;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which requests a store is to see on the market: those whose audience has reached it and, while
 * stores are asked one by one, those that it is asked for. Immediate, from any thread.
 */
public final class Audiences {
  private final Function<StoreId, Optional<Place>> places;

  /**
   * @param places where a store is; local and immediate
   */
  public Audiences(Function<StoreId, Optional<Place>> places) {
    this.places = places;
  }

  /** Whether a request belongs into a list or a watch, as far as the request alone tells. */
  boolean matches(RequestQuery query, RequestView request) {
    boolean own = query.store().equals(Optional.of(request.spec().store()));
    boolean inScope =
        switch (query.scope()) {
          case MARKET ->
              MarketBoard.isOpen(request)
                  && !own
                  && request.spec().options().kind() == query.kind()
                  && query.store().filter(store -> !isAsked(request, store)).isEmpty();
          case POSTED -> own || query.store().isEmpty();
        };
    return inScope && request.spec().region().startsWith(query.regionPrefix());
  }

  private boolean isAsked(RequestView request, StoreId store) {
    if (request.course().turn() instanceof Turn.Asking) {
      Optional<Ask> asked = request.course().pendingAsk();
      return asked.filter(ask -> ask.store().equals(store)).isPresent();
    }
    return hasReached(request, store);
  }

  /** Whether a store belongs to the audience so far. */
  public boolean hasReached(RequestView request, StoreId store) {
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

  private Optional<Spot> spot(StoreId store) {
    return places
        .apply(store)
        .map(place -> new Spot(place.latitude(), place.longitude(), place.region()));
  }
}
