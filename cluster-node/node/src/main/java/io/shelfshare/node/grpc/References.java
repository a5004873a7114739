package io.shelfshare.node.grpc;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.error.FieldFault;
import io.shelfshare.node.grpc.gateway.DirectoryGateway;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Makes sure that what a request names is in the directory: here first, and with its authority only
 * after a miss. The stages fail with {@code NOT_FOUND}, naming the resource.
 */
final class References {
  private final DirectoryGateway directory;

  References(DirectoryGateway directory) {
    this.directory = directory;
  }

  CompletionStage<Store> store(StoreId id) {
    return one(id, directory::store, directory::fetchStore, Names.of(id));
  }

  /** The store, where one is named. */
  CompletionStage<Void> storeIfAny(Optional<StoreId> id) {
    return id.map(one -> store(one).<Void>thenApply(known -> null))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  /** Every SKU, each once. */
  CompletionStage<Void> skus(Collection<SkuId> ids) {
    return all(ids, directory::sku, directory::fetchSku, Names::of);
  }

  /** Every owner, each once. */
  CompletionStage<Void> owners(Collection<OwnerId> ids) {
    return all(ids, directory::owner, directory::fetchOwner, Names::of);
  }

  /** Store, owner and SKU of a filter, by name; each may be empty. */
  CompletionStage<Void> namedIfAny(String store, String owner, String sku) {
    return storeIfAny(store.isEmpty() ? Optional.empty() : Optional.of(Names.store(store)))
        .thenCompose(known -> owners(owner.isEmpty() ? List.of() : List.of(Names.owner(owner))))
        .thenCompose(known -> skus(sku.isEmpty() ? List.of() : List.of(Names.sku(sku))));
  }

  /** An owner that a field of an import names. */
  record NamedOwner(String field, OwnerId owner) {}

  /** Fails with each field that names an owner who is not in the directory. */
  CompletionStage<Void> namedOwners(List<NamedOwner> named) {
    Set<OwnerId> unknown = ConcurrentHashMap.newKeySet();
    CompletableFuture<?>[] asked =
        named.stream()
            .map(NamedOwner::owner)
            .distinct()
            .map(owner -> isKnown(owner).thenAccept(known -> addUnless(known, owner, unknown)))
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(asked)
        .thenAccept(
            all -> {
              List<FieldFault> wrong =
                  named.stream()
                      .filter(one -> unknown.contains(one.owner()))
                      .map(
                          one ->
                              new FieldFault(
                                  one.field(), Names.of(one.owner()), Expected.of("known_owner")))
                      .toList();
              if (!wrong.isEmpty()) {
                throw new CallFailed(Fault.fields(wrong));
              }
            });
  }

  /** A store that a field of an import names. */
  record NamedStore(String field, StoreId store) {}

  /** Fails with each field that names a store or an owner who is not in the directory. */
  CompletionStage<Void> named(List<NamedStore> stores, List<NamedOwner> owners) {
    List<FieldFault> wrong = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<?>> asked = new ArrayList<>();
    for (NamedStore one : stores) {
      asked.add(
          store(one.store())
              .handle(
                  (known, failure) ->
                      failure == null
                          || wrong.add(
                              new FieldFault(
                                  one.field(), Names.of(one.store()), Expected.of("known_store"))))
              .toCompletableFuture());
    }
    for (NamedOwner one : owners) {
      asked.add(
          isKnown(one.owner())
              .thenApply(
                  known ->
                      known
                          || wrong.add(
                              new FieldFault(
                                  one.field(),
                                  Names.of(one.owner()),
                                  Expected.of("known_owner")))));
    }
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenAccept(
            all -> {
              if (!wrong.isEmpty()) {
                throw new CallFailed(
                    Fault.fields(
                        wrong.stream().sorted(Comparator.comparing(FieldFault::field)).toList()));
              }
            });
  }

  private static void addUnless(boolean known, OwnerId owner, Set<OwnerId> unknown) {
    if (!known) {
      unknown.add(owner);
    }
  }

  private CompletableFuture<Boolean> isKnown(OwnerId owner) {
    return directory.owner(owner).isPresent()
        ? CompletableFuture.completedFuture(true)
        : directory.fetchOwner(owner).thenApply(Optional::isPresent).toCompletableFuture();
  }

  private static <I, T> CompletionStage<T> one(
      I id,
      Function<I, Optional<T>> local,
      Function<I, CompletionStage<Optional<T>>> authority,
      String name) {
    Optional<T> here = local.apply(id);
    if (here.isPresent()) {
      return CompletableFuture.completedFuture(here.get());
    }
    return authority
        .apply(id)
        .thenApply(found -> found.orElseThrow(() -> new CallFailed(Fault.notFound(name))));
  }

  private static <I, T> CompletionStage<Void> all(
      Collection<I> ids,
      Function<I, Optional<T>> local,
      Function<I, CompletionStage<Optional<T>>> authority,
      Function<I, String> name) {
    Set<I> missing = new LinkedHashSet<>();
    for (I id : ids) {
      if (local.apply(id).isEmpty()) {
        missing.add(id);
      }
    }
    CompletableFuture<?>[] asked =
        missing.stream()
            .map(id -> one(id, local, authority, name.apply(id)).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(asked);
  }
}
