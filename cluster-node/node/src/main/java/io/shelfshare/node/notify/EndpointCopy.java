package io.shelfshare.node.notify;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.notify.Endpoint;
import io.shelfshare.domain.notify.EndpointEvent;
import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.domain.notify.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * This node's copy of the endpoint book. Filled by {@link EndpointReplica} alone; read by any
 * thread, at once. A chain without endpoints pays for none of them: it is empty then.
 */
final class EndpointCopy {
  private final ConcurrentSkipListMap<EndpointId, Endpoint> endpoints =
      new ConcurrentSkipListMap<>(Comparator.comparing(EndpointId::value));
  private final Map<StoreId, List<Endpoint>> byStore = new ConcurrentHashMap<>();
  private final Set<EndpointId> deleted = ConcurrentHashMap.newKeySet();
  private volatile boolean complete;

  void take(EndpointEvent event) {
    Endpoint endpoint = event.endpoint();
    boolean gone = event.kind() == EndpointEvent.Kind.DELETED;
    if (gone) {
      endpoints.remove(endpoint.id());
      deleted.add(endpoint.id());
    } else {
      endpoints.put(endpoint.id(), endpoint);
    }
    byStore.compute(
        endpoint.store(),
        (store, old) -> {
          List<Endpoint> next = new ArrayList<>(old == null ? List.of() : old);
          next.removeIf(one -> one.id().equals(endpoint.id()));
          if (!gone) {
            next.add(endpoint);
          }
          return next.isEmpty() ? null : List.copyOf(next);
        });
  }

  void caughtUp() {
    complete = true;
  }

  /** True once all that there was had been read. */
  boolean isComplete() {
    return complete;
  }

  Optional<Endpoint> get(EndpointId id) {
    return Optional.ofNullable(endpoints.get(id));
  }

  /** Whether there was one that is no more; one that is merely not known here yet is not. */
  boolean isDeleted(EndpointId id) {
    return deleted.contains(id);
  }

  boolean isEmpty() {
    return endpoints.isEmpty();
  }

  /** The endpoints of a store that want news of a topic. */
  List<Endpoint> of(StoreId store, Topic topic) {
    return byStore.getOrDefault(store, List.of()).stream().filter(one -> one.wants(topic)).toList();
  }

  /** The other endpoints of the same person in the same store. */
  List<EndpointId> othersOf(Endpoint endpoint) {
    return endpoint.person().isEmpty()
        ? List.of()
        : byStore.getOrDefault(endpoint.store(), List.of()).stream()
            .filter(one -> one.person().equals(endpoint.person()))
            .map(Endpoint::id)
            .filter(one -> !one.equals(endpoint.id()))
            .toList();
  }

  /** The stores that have endpoints. */
  Collection<StoreId> stores() {
    return byStore.keySet();
  }

  /** Endpoints by their ids, from the first after {@code after}. */
  List<Endpoint> list(Optional<StoreId> store, Optional<EndpointId> after, int limit) {
    Collection<Endpoint> from =
        after.map(id -> endpoints.tailMap(id, false)).orElse(endpoints).values();
    return from.stream()
        .filter(one -> store.isEmpty() || store.get().equals(one.store()))
        .limit(limit)
        .toList();
  }

  /** All of them. */
  Collection<Endpoint> all() {
    return endpoints.values();
  }
}
