package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Contract;
import io.shelfshare.domain.directory.Owner;
import io.shelfshare.domain.directory.Sku;
import io.shelfshare.domain.directory.Staff;
import io.shelfshare.domain.directory.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Reference data. The lookups and pages are local to this node, immediate, and may lag an import;
 * the {@code fetch…} calls ask the authority after a local miss.
 */
public interface DirectoryGateway {
  Optional<Owner> owner(OwnerId id);

  Optional<Store> store(StoreId id);

  Optional<Sku> sku(SkuId id);

  CompletionStage<Optional<Owner>> fetchOwner(OwnerId id);

  CompletionStage<Optional<Store>> fetchStore(StoreId id);

  CompletionStage<Optional<Sku>> fetchSku(SkuId id);

  /** At most {@code limit} owners in the order of their ids, from the first after {@code after}. */
  List<Owner> owners(Optional<OwnerId> after, int limit);

  /** Stores likewise, whose region path starts with {@code regionPrefix}. */
  List<Store> stores(String regionPrefix, Optional<StoreId> after, int limit);

  /** SKUs likewise, of {@code style} and with {@code gtin} where these are given. */
  List<Sku> skus(Optional<String> style, Optional<String> gtin, Optional<SkuId> after, int limit);

  /**
   * Adds or replaces owners, all or none; the edge has checked that each parent is known or in the
   * batch and that there is no ring.
   *
   * @return how many
   */
  CompletionStage<Answer<Integer>> importOwners(List<Owner> owners, Mutation mutation);

  /** Adds or replaces stores, all or none; their owners are known. */
  CompletionStage<Answer<Integer>> importStores(List<Store> stores, Mutation mutation);

  /** Contracts likewise, of one owner where it is given. */
  List<Contract> contracts(Optional<OwnerId> owner, Optional<Contract.Parties> after, int limit);

  /** Adds or replaces contracts, all or none; their owners and viewers are known. */
  CompletionStage<Answer<Integer>> importContracts(List<Contract> contracts, Mutation mutation);

  /** Who acts under a name; empty where the directory does not say. Asked with every call. */
  Optional<Staff> staff(String id);

  /** People likewise, in the order of their ids. */
  List<Staff> staff(Optional<String> after, int limit);

  /** Adds or replaces people, all or none; their stores and owners are known. */
  CompletionStage<Answer<Integer>> importStaff(List<Staff> staff, Mutation mutation);

  /** Adds or replaces SKUs, all or none. */
  CompletionStage<Answer<Integer>> importSkus(List<Sku> skus, Mutation mutation);
}
