package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.request.RequestOptions;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which requests a list or a watch is about.
 *
 * @param store whose view it is; empty for the whole chain
 * @param canSupply only requests with an open line that {@code store} has available
 * @param kind of the market, calls for units or offers; both of what was posted
 * @param regionPrefix only requests of stores whose region path starts with this; empty for all
 */
public record RequestQuery(
    Scope scope,
    Optional<StoreId> store,
    boolean canSupply,
    String regionPrefix,
    RequestOptions.Kind kind) {
  /** About calls for units. */
  public RequestQuery(
      Scope scope, Optional<StoreId> store, boolean canSupply, String regionPrefix) {
    this(scope, store, canSupply, regionPrefix, RequestOptions.Kind.DEMAND);
  }

  /** The two views of the market. */
  public enum Scope {
    /** Open or partly covered requests of other stores; of all stores where there is no store. */
    MARKET,
    /** What the store posted, in any state; what anybody posted where there is no store. */
    POSTED
  }

  /** Where a page ended. Pages go from the newest post to the oldest, then by id. */
  public record Position(Instant postedAt, RequestId id) {
    /** Of one that is listed. */
    public static Position of(RequestView request) {
      return new Position(request.postedAt(), request.id());
    }

    /** As {@link #toString} gives it. */
    public static Position parse(String text) {
      int slash = text.indexOf('/');
      return new Position(
          Instant.parse(text.substring(0, Math.max(0, slash))),
          new RequestId(UUID.fromString(text.substring(slash + 1))));
    }

    @Override
    public String toString() {
      return postedAt + "/" + id;
    }
  }

  /** Where a page of the fair queue ended, in each channel that it showed something of. */
  public record Turns(Map<RequestOptions.Channel, Position> of) {
    /** Before the first page. */
    public static final Turns NONE = new Turns(Map.of());

    public Turns {
      of = Map.copyOf(of);
    }

    /** The same after more was shown, in its order. */
    public Turns past(List<RequestView> shown) {
      Map<RequestOptions.Channel, Position> now = new EnumMap<>(RequestOptions.Channel.class);
      now.putAll(of);
      shown.forEach(one -> now.put(one.spec().options().channel(), Position.of(one)));
      return new Turns(now);
    }

    /** As {@link #toString} gives it. */
    public static Turns parse(String text) {
      Map<RequestOptions.Channel, Position> of = new EnumMap<>(RequestOptions.Channel.class);
      for (String one : text.split(" ")) {
        int equals = one.indexOf('=');
        of.put(
            RequestOptions.Channel.valueOf(one.substring(0, Math.max(0, equals))),
            Position.parse(one.substring(equals + 1)));
      }
      return new Turns(of);
    }

    @Override
    public String toString() {
      return of.entrySet().stream()
          .map(one -> one.getKey() + "=" + one.getValue())
          .sorted()
          .collect(Collectors.joining(" "));
    }
  }
}
