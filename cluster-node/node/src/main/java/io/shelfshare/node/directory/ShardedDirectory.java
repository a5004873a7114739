package io.shelfshare.node.directory;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Contract;
import io.shelfshare.domain.directory.Owner;
import io.shelfshare.domain.directory.Reference;
import io.shelfshare.domain.directory.Sku;
import io.shelfshare.domain.directory.Staff;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.DirectoryGateway;
import io.shelfshare.node.mending.Asks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The directory as the edge sees it: the copy here, the authorities in the cluster. */
public final class ShardedDirectory implements DirectoryGateway {
  private static final Duration IMPORTED_WITHIN = Duration.ofSeconds(10);
  private static final Duration SYNCED_WITHIN = Duration.ofSeconds(3);

  private final ActorSystem<?> system;
  private final ClusterSharding sharding;
  private final Asks asks;
  private final DirectoryCopy copy;
  private final ActorRef<DirectoryReplica.Command> replica;

  public ShardedDirectory(
      ActorSystem<?> system,
      Asks asks,
      DirectoryCopy copy,
      ActorRef<DirectoryReplica.Command> replica) {
    this.system = system;
    this.sharding = ClusterSharding.get(system);
    this.asks = asks;
    this.copy = copy;
    this.replica = replica;
  }

  @Override
  public Optional<Owner> owner(OwnerId id) {
    return copy.owner(id);
  }

  @Override
  public Optional<Store> store(StoreId id) {
    return copy.store(id);
  }

  @Override
  public Optional<Sku> sku(SkuId id) {
    return copy.sku(id);
  }

  @Override
  public CompletionStage<Optional<Owner>> fetchOwner(OwnerId id) {
    return afterSync("owners", () -> copy.owner(id));
  }

  @Override
  public CompletionStage<Optional<Store>> fetchStore(StoreId id) {
    return afterSync("stores", () -> copy.store(id));
  }

  @Override
  public CompletionStage<Optional<Sku>> fetchSku(SkuId id) {
    return afterSync("skus", () -> copy.sku(id));
  }

  private <T> CompletionStage<T> afterSync(String kind, Supplier<T> read) {
    return AskPattern.<DirectoryReplica.Command, Done>ask(
            replica,
            replyTo -> new DirectoryReplica.Sync(kind, replyTo),
            SYNCED_WITHIN,
            system.scheduler())
        .thenApply(done -> read.get());
  }

  @Override
  public List<Owner> owners(Optional<OwnerId> after, int limit) {
    return copy.owners(after, limit);
  }

  @Override
  public List<Store> stores(String regionPrefix, Optional<StoreId> after, int limit) {
    return copy.stores(regionPrefix, after, limit);
  }

  @Override
  public List<Sku> skus(
      Optional<String> style, Optional<String> gtin, Optional<SkuId> after, int limit) {
    return copy.skus(style, gtin, after, limit);
  }

  @Override
  public CompletionStage<Answer<Integer>> importOwners(List<Owner> owners, Mutation mutation) {
    return importInto("owners", mutation, owners);
  }

  @Override
  public CompletionStage<Answer<Integer>> importStores(List<Store> stores, Mutation mutation) {
    return importInto("stores", mutation, stores);
  }

  @Override
  public CompletionStage<Answer<Integer>> importSkus(List<Sku> skus, Mutation mutation) {
    return importInto("skus", mutation, skus);
  }

  @Override
  public CompletionStage<Answer<Integer>> importContracts(
      List<Contract> contracts, Mutation mutation) {
    return importInto("contracts", mutation, contracts);
  }

  @Override
  public List<Contract> contracts(
      Optional<OwnerId> owner, Optional<Contract.Parties> after, int limit) {
    return copy.contracts(owner, after, limit);
  }

  @Override
  public Optional<Staff> staff(String id) {
    return copy.staff(id);
  }

  @Override
  public List<Staff> staff(Optional<String> after, int limit) {
    return copy.staff(after, limit);
  }

  @Override
  public CompletionStage<Answer<Integer>> importStaff(List<Staff> staff, Mutation mutation) {
    return importInto("staff", mutation, staff);
  }

  /** Answers once this node's copy has the import as well, so that its caller can build on it. */
  private CompletionStage<Answer<Integer>> importInto(
      String kind, Mutation mutation, List<? extends Reference> records) {
    return asks.<DirectoryEntity.Command, DirectoryEntity.ImportReply>ask(
            sharding.entityRefFor(DirectoryEntity.KEY, kind),
            replyTo ->
                new DirectoryEntity.Import(
                    mutation, new DirectoryEntity.Records(List.copyOf(records)), replyTo),
            IMPORTED_WITHIN)
        .thenCompose(
            reply ->
                afterSync(
                    kind,
                    () ->
                        reply
                            .refusal()
                            .<Answer<Integer>>map(Answer::refused)
                            .orElseGet(() -> Answer.ok(reply.count()))));
  }
}
