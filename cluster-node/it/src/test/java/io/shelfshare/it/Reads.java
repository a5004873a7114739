package io.shelfshare.it;

import io.shelfshare.client.ResourceNames;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.market.v1.GetStockLineRequest;
import io.shelfshare.market.v1.GetTransferOrderRequest;
import io.shelfshare.market.v1.GetTransferRequestRequest;
import io.shelfshare.market.v1.ListStockLinesRequest;
import io.shelfshare.market.v1.ListTransferOrdersRequest;
import io.shelfshare.market.v1.ListTransferRequestsRequest;
import io.shelfshare.market.v1.OrderSide;
import io.shelfshare.market.v1.RequestScope;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What headquarters sees: the entities themselves one by one, and the read side in lists. */
record Reads(ShelfshareClient client) {
  private static final int PAGE = 500;

  TransferRequest request(String name) {
    var call = GetTransferRequestRequest.newBuilder().setName(name).build();
    return client.call(() -> client.requests().getTransferRequest(call));
  }

  TransferOrder order(String name) {
    var call = GetTransferOrderRequest.newBuilder().setName(name).build();
    return client.call(() -> client.orders().getTransferOrder(call));
  }

  StockLine line(String store, String sku) {
    var call =
        GetStockLineRequest.newBuilder().setName(ResourceNames.stockLine(store, sku)).build();
    return client.call(() -> client.stock().getStockLine(call));
  }

  List<StockLine> lines(String store) {
    var query =
        ListStockLinesRequest.newBuilder()
            .setParent(ResourceNames.store(store))
            .setPageSize(PAGE)
            .build();
    return client.listStockLines(query).toList();
  }

  /** From the read side: states of a store's orders by name. */
  Map<String, TransferOrder.State> listedOrders(String store, OrderSide side) {
    var query =
        ListTransferOrdersRequest.newBuilder()
            .setParent(ResourceNames.store(store))
            .setSide(side)
            .setPageSize(PAGE)
            .build();
    Map<String, TransferOrder.State> states = new TreeMap<>();
    client.listOrders(query).forEach(order -> states.put(order.getName(), order.getState()));
    return states;
  }

  /** From the read side: states of requests by name, as a store finds them. */
  Map<String, TransferRequest.State> listedRequests(String store, RequestScope scope) {
    var query =
        ListTransferRequestsRequest.newBuilder()
            .setParent(ResourceNames.store(store))
            .setScope(scope)
            .setPageSize(PAGE)
            .build();
    Map<String, TransferRequest.State> states = new TreeMap<>();
    client.listRequests(query).forEach(r -> states.put(r.getName(), r.getState()));
    return states;
  }
}
