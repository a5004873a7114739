package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import java.util.Optional;

/**
 * Who has a SKU near a point.
 *
 * @param latitude degrees, WGS 84
 * @param longitude degrees, WGS 84
 * @param except a store that is left out of the supplies
 * @param viewer for whose eyes; empty where nothing is hidden from them
 * @param quantityMin units a store must have available, at least 1
 * @param kilometresMax stores farther than this on a sphere may be left out; the edge has added
 *     what that can be wrong by, and cuts exactly; infinite for no limit
 * @param limit the most candidates, nearest first on a sphere
 */
public record SupplyQuery(
    SkuId sku,
    double latitude,
    double longitude,
    Optional<StoreId> except,
    Optional<OwnerId> viewer,
    long quantityMin,
    double kilometresMax,
    int limit) {}
