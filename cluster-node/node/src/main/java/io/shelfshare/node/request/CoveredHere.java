package io.shelfshare.node.request;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.request.GrabDecision;
import io.shelfshare.domain.request.PostedRequest;
import io.shelfshare.domain.request.SoftHolds;
import io.shelfshare.node.grpc.gateway.RequestView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests of this node's entities in which nothing is open. Of a race of a thousand all but a few
 * come when it is over: whoever meets a request here is refused as its entity would refuse it, by
 * the same decision on the same state, without a message to it.
 *
 * <p>An entity leaves its state here when somebody has lost and it has no grab in its hands, and
 * takes it away once another state is durable, before anybody hears of that. So what is read here
 * was true when it was read. Safe for use by any thread.
 */
public final class CoveredHere {
  private final Map<RequestId, Known> all = new ConcurrentHashMap<>();

  private record Known(PostedRequest request, RequestView view) {}

  /**
   * What the entity would say to a grab that it can only refuse.
   *
   * @return empty where the entity has to be asked: it may be open, or this grab may be the one
   *     that won
   */
  Optional<Refusal> refusal(
      RequestId id, StoreId store, List<Units> lines, Mutation mutation, Instant now) {
    Known known = all.get(id);
    if (known == null) {
      return Optional.empty();
    }
    GrabDecision decision =
        known
            .request()
            .grab(
                store,
                lines,
                mutation,
                new SoftHolds(),
                () -> {
                  throw new IllegalStateException("nothing is open in " + id);
                },
                now);
    return decision instanceof GrabDecision.Refused refused
        ? Optional.of(refused.refusal())
        : Optional.empty();
  }

  /** The request as its entity would show it; empty where the entity has to be asked. */
  Optional<RequestView> view(RequestId id) {
    return Optional.ofNullable(all.get(id)).map(Known::view);
  }

  /** What an entity keeps here. */
  Own of(RequestId id) {
    return new Own(id);
  }

  /** One request's place, confined to its entity. */
  final class Own {
    private final RequestId id;
    private boolean stands;

    private Own(RequestId id) {
      this.id = id;
    }

    /**
     * Somebody lost as all is covered, and no grab is being decided: a copy of one that is would
     * have to wait for it.
     */
    void lost(PostedRequest request) {
      if (!stands) {
        stands = true;
        request.view().ifPresent(v -> all.put(id, new Known(request, RequestViews.of(id, v))));
      }
    }

    /** Another state is durable, or the entity ends. */
    void changed() {
      if (stands) {
        stands = false;
        all.remove(id);
      }
    }
  }
}
