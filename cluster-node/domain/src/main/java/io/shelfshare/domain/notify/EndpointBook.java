package io.shelfshare.domain.notify;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.MutationMemory;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Remembered;
import io.shelfshare.domain.StoreId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every endpoint of the chain, and the changes that made them. Mutable, confined to its entity;
 * only {@link #apply} changes it.
 */
public final class EndpointBook {
  private final Map<EndpointId, Endpoint> endpoints = new HashMap<>();
  private final Map<StoreId, Integer> counts = new HashMap<>();
  private final List<EndpointEvent> changes = new ArrayList<>();
  private final MutationMemory<Endpoint> mutations = new MutationMemory<>();
  private Instant lastEventAt = Instant.EPOCH;

  /**
   * Adds an endpoint.
   *
   * @param draft under the id that its mutation gives it
   * @param perStoreMax the most that a store can have
   */
  public Decision<EndpointEvent, Endpoint> create(
      Mutation mutation, Endpoint draft, int perStoreMax, Instant now) {
    return mutations
        .<EndpointEvent>recall(mutation, now)
        .orElseGet(
            () ->
                counts.getOrDefault(draft.store(), 0) >= perStoreMax
                    ? Decision.refused(
                        Refusal.of(Refusal.Reason.ENDPOINT_LIMIT, "limit", perStoreMax))
                    : done(mutation, EndpointEvent.Kind.CREATED, draft, now));
  }

  /** Changes an endpoint. */
  public Decision<EndpointEvent, Endpoint> update(
      Mutation mutation, EndpointId id, EndpointChange change, Instant now) {
    Optional<Decision<EndpointEvent, Endpoint>> known = mutations.recall(mutation, now);
    if (known.isPresent()) {
      return known.get();
    }
    Endpoint old = endpoints.get(id);
    if (old == null) {
      return Decision.refused(Refusal.of(Refusal.Reason.NOT_FOUND));
    }
    Endpoint next = change.of(old);
    return next.equals(old)
        ? Decision.unchanged(old)
        : done(mutation, EndpointEvent.Kind.UPDATED, next, now);
  }

  /** Deletes an endpoint; its secrets are forgotten with it, but for those in the journal. */
  public Decision<EndpointEvent, Endpoint> delete(Mutation mutation, EndpointId id, Instant now) {
    Optional<Decision<EndpointEvent, Endpoint>> known = mutations.recall(mutation, now);
    if (known.isPresent()) {
      return known.get();
    }
    Endpoint old = endpoints.get(id);
    return old == null
        ? Decision.refused(Refusal.of(Refusal.Reason.NOT_FOUND))
        : done(mutation, EndpointEvent.Kind.DELETED, old.deleted(), now);
  }

  /** Its receiver wants no more; nothing where it is disabled or gone already. */
  public List<EndpointEvent> disable(EndpointId id, String why, Instant now) {
    Endpoint old = endpoints.get(id);
    return old == null || old.disabled().isPresent()
        ? List.of()
        : List.of(
            new EndpointEvent(
                notBefore(now),
                Optional.empty(),
                "",
                EndpointEvent.Kind.DISABLED,
                old.disabled(why)));
  }

  private Decision<EndpointEvent, Endpoint> done(
      Mutation mutation, EndpointEvent.Kind kind, Endpoint next, Instant now) {
    return Decision.done(
        List.of(
            new EndpointEvent(
                notBefore(now), Optional.of(mutation.key()), mutation.fingerprint(), kind, next)),
        next);
  }

  private Instant notBefore(Instant now) {
    return now.isBefore(lastEventAt) ? lastEventAt : now;
  }

  /** Takes a change in. */
  public void apply(EndpointEvent event) {
    Endpoint endpoint = event.endpoint();
    switch (event.kind()) {
      case CREATED -> {
        endpoints.put(endpoint.id(), endpoint);
        counts.merge(endpoint.store(), 1, Integer::sum);
      }
      case UPDATED, DISABLED -> endpoints.put(endpoint.id(), endpoint);
      case DELETED -> {
        endpoints.remove(endpoint.id());
        counts.computeIfPresent(endpoint.store(), (store, n) -> n == 1 ? null : n - 1);
      }
    }
    changes.add(event);
    lastEventAt = event.at();
    event
        .mutation()
        .ifPresent(
            key ->
                mutations.remember(
                    new Remembered<>(key, event.fingerprint(), event.at(), endpoint)));
  }

  /** Every change, in order; a view that grows. */
  public List<EndpointEvent> changes() {
    return Collections.unmodifiableList(changes);
  }
}
