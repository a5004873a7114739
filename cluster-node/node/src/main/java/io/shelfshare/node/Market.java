package io.shelfshare.node;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.node.mending.Asks;
import io.shelfshare.node.mending.Mending;
import io.shelfshare.node.openwork.OpenWorkTable;
import io.shelfshare.node.openwork.Standing;
import io.shelfshare.node.order.TransferOrderEntity;
import io.shelfshare.node.readside.ReadSide;
import io.shelfshare.node.request.CoveredHere;
import io.shelfshare.node.request.TransferRequestEntity;
import io.shelfshare.node.settlement.Treasury;
import io.shelfshare.node.stock.StoreStockEntity;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What every entity of the market is given: how to reach the others, where to publish, and the
 * time.
 *
 * @param owners who owns a store's stock, as far as this node's directory knows
 * @param asks asks entities
 * @param coveredHere where requests leave that every further grab of them loses
 * @param mending how patient entities are with one another
 * @param treasury prices orders, and keeps the books between owners
 * @param clock ticks whole milliseconds, as the journal keeps no more
 */
public record Market(
    ClusterSharding sharding,
    ReadSide readSide,
    OpenWorkTable openWork,
    Function<StoreId, Optional<OwnerId>> owners,
    Treasury treasury,
    Asks asks,
    CoveredHere coveredHere,
    Mending mending,
    MarketSettings settings,
    Clock clock) {
  public EntityRef<StoreStockEntity.Command> stock(StoreId store) {
    return sharding.entityRefFor(StoreStockEntity.KEY, store.value());
  }

  public EntityRef<TransferRequestEntity.Command> request(RequestId request) {
    return sharding.entityRefFor(TransferRequestEntity.KEY, request.toString());
  }

  public EntityRef<TransferOrderEntity.Command> order(OrderId order) {
    return sharding.entityRefFor(TransferOrderEntity.KEY, order.value());
  }

  /** Who owns a store's stock; empty where this node's directory does not know the store. */
  public Optional<OwnerId> ownerOf(StoreId store) {
    return owners.apply(store);
  }

  /** The request of an entity id. */
  public static RequestId requestId(String entityId) {
    return new RequestId(UUID.fromString(entityId));
  }

  /** The open-work row of an entity. */
  public Standing standing(String entityType, String entityId) {
    return new Standing(openWork::put, entityType, entityId);
  }
}
