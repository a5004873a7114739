package io.shelfshare.node.grpc;

import io.grpc.stub.StreamObserver;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.market.v1.Customer;
import io.shelfshare.market.v1.CustomerServiceGrpc;
import io.shelfshare.market.v1.Delivery;
import io.shelfshare.market.v1.EraseCustomerRequest;
import io.shelfshare.market.v1.EraseCustomerResponse;
import io.shelfshare.market.v1.GetCustomerRequest;
import io.shelfshare.market.v1.GetOrderCustomerRequest;
import io.shelfshare.market.v1.SetCustomerDeliveryRequest;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.gateway.CustomerGateway;
import io.shelfshare.node.grpc.gateway.CustomerView;
import io.shelfshare.node.grpc.validation.ClientIds;
import io.shelfshare.node.security.Permissions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Whom units are meant for. Asynchronous: nothing here blocks. */
final class CustomerGrpcService extends CustomerServiceGrpc.CustomerServiceImplBase {
  private final CustomerGateway gateway;
  private final Customers customers;
  private final OrderCustomers ofOrders;
  private final References references;
  private final Permissions permissions;
  private final OrderSteps steps;
  private final Replies replies;

  CustomerGrpcService(Gateways gateways, Shared shared) {
    this.gateway = gateways.customers();
    this.customers = new Customers(gateway);
    this.references = shared.references();
    this.permissions = shared.permissions();
    this.ofOrders = new OrderCustomers(gateway, permissions);
    this.steps = new OrderSteps(gateways.orders(), shared);
    this.replies = shared.replies();
  }

  @Override
  public void getCustomer(GetCustomerRequest request, StreamObserver<Customer> out) {
    replies.unary(
        out,
        call -> {
          OwnerId owner = Names.ownerOfCustomer(request.getName());
          Checks.allowed(permissions.mayReadCustomers(call.caller(), owner));
          return customers
              .reference(owner, Names.customer(request.getName()))
              .thenCompose(reference -> gateway.byReference(owner, reference))
              .thenApply(found -> message(found.orElseThrow(notFound(request.getName()))));
        });
  }

  @Override
  public void setCustomerDelivery(
      SetCustomerDeliveryRequest request, StreamObserver<Customer> out) {
    replies.unary(
        out,
        call -> {
          OwnerId owner = Names.ownerOfCustomer(request.getName());
          Checks.allowed(permissions.mayReadCustomers(call.caller(), owner));
          Delivery to = request.getDelivery();
          return references
              .owners(List.of(owner))
              .thenCompose(known -> customers.reference(owner, Names.customer(request.getName())))
              .thenCompose(
                  reference ->
                      gateway.deliverTo(
                          owner,
                          reference,
                          new CustomerView.Delivery(
                              to.getRecipient(), to.getPhone(), to.getAddress()),
                          madeAt(request.getRequestId())))
              .thenApply(customer -> message(customer.orElseThrow(Customers::erased)));
        });
  }

  @Override
  public void eraseCustomer(
      EraseCustomerRequest request, StreamObserver<EraseCustomerResponse> out) {
    replies.unary(
        out,
        call -> {
          OwnerId owner = Names.ownerOfCustomer(request.getName());
          Checks.allowed(permissions.mayEraseCustomers(call.caller(), owner));
          return customers
              .reference(owner, Names.customer(request.getName()))
              .thenCompose(
                  reference -> gateway.erase(owner, reference, madeAt(request.getRequestId())))
              .thenApply(erasure -> erased(erasure, request.getName()));
        });
  }

  private static EraseCustomerResponse erased(CustomerGateway.Erasure erasure, String name) {
    return switch (erasure) {
      case ERASED -> EraseCustomerResponse.getDefaultInstance();
      case UNKNOWN -> throw notFound(name).get();
      case ADDED_SINCE -> throw Customers.erased();
    };
  }

  @Override
  public void getOrderCustomer(GetOrderCustomerRequest request, StreamObserver<Customer> out) {
    replies.unary(
        out,
        call ->
            steps
                .visible(request.getName(), call)
                .thenCompose(
                    order -> {
                      Checks.allowed(ofOrders.mayKnowDelivery(call.caller(), order));
                      boolean all = ofOrders.mayKnowReference(call.caller(), order);
                      return ofOrders
                          .of(order)
                          .thenApply(found -> found.orElseThrow(notFound(request.getName())))
                          .thenApply(found -> all ? message(found) : delivery(found));
                    }));
  }

  private static Supplier<CallFailed> notFound(String name) {
    return () -> new CallFailed(Fault.notFound(name));
  }

  private static Instant madeAt(String requestId) {
    return ClientIds.madeAt(UUID.fromString(requestId));
  }

  private static Customer message(CustomerView customer) {
    return delivery(customer).toBuilder().setReference(customer.reference()).build();
  }

  /** What a supplying store of another owner may know. */
  private static Customer delivery(CustomerView customer) {
    Customer.Builder message =
        Customer.newBuilder().setName(Customers.name(customer.owner(), customer.token()));
    customer
        .delivery()
        .ifPresent(
            to ->
                message.setDelivery(
                    Delivery.newBuilder()
                        .setRecipient(to.recipient())
                        .setPhone(to.phone())
                        .setAddress(to.address())));
    return message.build();
  }
}
