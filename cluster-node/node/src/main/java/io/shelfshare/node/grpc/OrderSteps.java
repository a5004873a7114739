package io.shelfshare.node.grpc;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.domain.order.OrderCommand;
import io.shelfshare.domain.order.OrderMessage.Side;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.market.v1.GeoPoint;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.gateway.OrderGateway;
import io.shelfshare.node.security.Caller;
import io.shelfshare.node.security.Permissions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Takes one order one step further, for a caller who may. Asynchronous: nothing here blocks. */
final class OrderSteps {
  private final OrderGateway orders;
  private final References references;
  private final Permissions permissions;
  private final Mutations mutations;
  private final Replies replies;

  OrderSteps(OrderGateway orders, Shared shared) {
    this.orders = orders;
    this.references = shared.references();
    this.permissions = shared.permissions();
    this.mutations = shared.mutations();
    this.replies = shared.replies();
  }

  /** A step's request, and who may take the step. */
  record Step(String name, String requestId, Message request, Right right) {}

  /** Who may take a step of an order. */
  interface Right {
    boolean allows(Permissions permissions, Caller caller, OrderView order);
  }

  static boolean asSupplier(Permissions permissions, Caller caller, OrderView order) {
    return permissions.mayActFor(caller, order.terms().supplier());
  }

  static boolean asRequester(Permissions permissions, Caller caller, OrderView order) {
    return permissions.mayActFor(caller, order.terms().requester());
  }

  static boolean asEither(Permissions permissions, Caller caller, OrderView order) {
    return asSupplier(permissions, caller, order) || asRequester(permissions, caller, order);
  }

  /** Before any unit was refused, nobody can take one back. */
  static boolean asReturnStore(Permissions permissions, Caller caller, OrderView order) {
    return order
        .returnTo()
        .map(store -> permissions.mayActFor(caller, store))
        .orElseGet(() -> asEither(permissions, caller, order));
  }

  void take(Step step, StreamObserver<TransferOrder> out, OrderCommand command) {
    take(step, out, order -> CompletableFuture.completedFuture(command));
  }

  void take(
      Step step,
      StreamObserver<TransferOrder> out,
      Function<OrderView, CompletionStage<OrderCommand>> command) {
    replies.unary(
        out,
        call ->
            visible(step.name(), call)
                .thenCompose(
                    order -> {
                      Checks.allowed(step.right().allows(permissions, call.caller(), order));
                      return command
                          .apply(order)
                          .thenCompose(
                              made ->
                                  orders.act(order.terms().order(), made, mutation(step, call)));
                    })
                .thenApply(answer -> OrderMessages.message(Replies.value(answer, step.name()))));
  }

  /** The order, where the caller may see it; else it is not found, as if there were none. */
  CompletionStage<OrderView> visible(String name, Call call) {
    return orders
        .get(Names.order(name))
        .thenApply(answer -> Replies.value(answer, name))
        .thenApply(
            order -> {
              boolean may =
                  permissions.mayViewOrder(
                      call.caller(), order.terms().supplier(), order.terms().requester());
              if (!may) {
                throw new CallFailed(Fault.notFound(name));
              }
              return order;
            });
  }

  /** An owner of both stores speaks for the one that brings. */
  Side side(Call call, OrderView order) {
    if (call.caller().ofChain()) {
      return Side.HEADQUARTERS;
    }
    return asSupplier(permissions, call.caller(), order) ? Side.SUPPLIER : Side.REQUESTER;
  }

  Mutation mutation(Step step, Call call) {
    var field = step.request().getDescriptorForType().findFieldByName("not_after");
    Optional<Timestamp> notAfter =
        step.request().hasField(field)
            ? Optional.of((Timestamp) step.request().getField(field))
            : Optional.empty();
    return mutations.of(call, step.requestId(), notAfter, step.request());
  }

  /** The nearer of an order's two stores to its customer; empty where nobody says where that is. */
  CompletionStage<Optional<StoreId>> nearer(OrderView order, boolean known, GeoPoint customer) {
    if (!known) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return references
        .store(order.terms().supplier())
        .thenCombine(
            references.store(order.terms().requester()),
            (supplier, requester) -> {
              boolean supplierIsNearer =
                  kilometres(customer, supplier.place()) < kilometres(customer, requester.place());
              return Optional.of(supplierIsNearer ? supplier.id() : requester.id());
            });
  }

  private static double kilometres(GeoPoint from, Place to) {
    return Distances.kilometres(from.getLatitude(), from.getLongitude(), to);
  }
}
