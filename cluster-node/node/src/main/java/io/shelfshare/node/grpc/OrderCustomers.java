package io.shelfshare.node.grpc;

import io.shelfshare.domain.order.OrderView;
import io.shelfshare.node.grpc.gateway.CustomerGateway;
import io.shelfshare.node.grpc.gateway.CustomerView;
import io.shelfshare.node.security.Caller;
import io.shelfshare.node.security.Permissions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The customers of orders, for those who may know them (promise P7). Nothing is kept: each question
 * goes to the table, so that an erasure holds at once.
 */
final class OrderCustomers {
  private final CustomerGateway customers;
  private final Permissions permissions;

  OrderCustomers(CustomerGateway customers, Permissions permissions) {
    this.customers = customers;
    this.permissions = permissions;
  }

  /**
   * Whether {@code caller}, who may see the order, may know where its customer's units go: the
   * asking side always, the supplying store until the order has ended.
   */
  boolean mayKnowDelivery(Caller caller, OrderView order) {
    return mayKnowReference(caller, order) || !order.status().isEnd();
  }

  /** Whether {@code caller} may also know by which reference its owner knows the customer. */
  boolean mayKnowReference(Caller caller, OrderView order) {
    return OrderSteps.asRequester(permissions, caller, order);
  }

  /** Empty where the order goes to a store, or its customer is erased. */
  CompletionStage<Optional<CustomerView>> of(OrderView order) {
    return order
        .terms()
        .customerReference()
        .map(customers::byToken)
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }
}
