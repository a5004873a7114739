package io.shelfshare.node.grpc;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.node.grpc.gateway.CustomerGateway;
import io.shelfshare.node.grpc.gateway.CustomerView;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Customers without a database; what seals them is tested with a real one. */
final class CustomersInMemory implements CustomerGateway {
  private record Key(OwnerId owner, String reference) {}

  private final Clock clock;
  private final Map<Key, CustomerView> known = new HashMap<>();
  private final Map<Key, Instant> erased = new HashMap<>();
  private int count;

  CustomersInMemory(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized CompletionStage<Optional<String>> enrol(
      OwnerId owner, String reference, Instant callMadeAt) {
    return done(added(new Key(owner, reference), callMadeAt).map(CustomerView::token));
  }

  private Optional<CustomerView> added(Key key, Instant callMadeAt) {
    if (isErasedSince(key, callMadeAt)) {
      return Optional.empty();
    }
    return Optional.of(
        known.computeIfAbsent(
            key,
            fresh ->
                new CustomerView(
                    key.owner(),
                    "customer-" + "%032x".formatted(++count),
                    key.reference(),
                    Optional.empty())));
  }

  private boolean isErasedSince(Key key, Instant callMadeAt) {
    return erased.containsKey(key) && !erased.get(key).isBefore(callMadeAt);
  }

  @Override
  public synchronized CompletionStage<Optional<CustomerView>> byReference(
      OwnerId owner, String reference) {
    return done(Optional.ofNullable(known.get(new Key(owner, reference))));
  }

  @Override
  public synchronized CompletionStage<Optional<CustomerView>> byToken(String token) {
    return done(known.values().stream().filter(one -> one.token().equals(token)).findFirst());
  }

  @Override
  public synchronized CompletionStage<Optional<CustomerView>> deliverTo(
      OwnerId owner, String reference, CustomerView.Delivery delivery, Instant callMadeAt) {
    Key key = new Key(owner, reference);
    return done(
        added(key, callMadeAt)
            .map(
                one ->
                    known.merge(
                        key,
                        new CustomerView(owner, one.token(), reference, Optional.of(delivery)),
                        (before, after) -> after)));
  }

  @Override
  public synchronized CompletionStage<Erasure> erase(
      OwnerId owner, String reference, Instant callMadeAt) {
    Key key = new Key(owner, reference);
    if (!known.containsKey(key)) {
      return done(erased.containsKey(key) ? Erasure.ERASED : Erasure.UNKNOWN);
    }
    if (isErasedSince(key, callMadeAt)) {
      return done(Erasure.ADDED_SINCE);
    }
    known.remove(key);
    erased.put(key, clock.instant());
    return done(Erasure.ERASED);
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
