package io.shelfshare.node.grpc;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.common.CommonPools;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.directory.Sku;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.domain.order.OrderLine;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.market.v1.GetPackingSlipRequest;
import io.shelfshare.market.v1.PackingSlip;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Refusals;
import io.shelfshare.node.grpc.gateway.CustomerView;
import io.shelfshare.node.grpc.gateway.DirectoryGateway;
import io.shelfshare.node.grpc.slip.Slip;
import io.shelfshare.node.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws packing slips of orders as they are now. Asynchronous: nothing here blocks. */
final class PackingSlips {
  private final DirectoryGateway directory;
  private final OrderSteps steps;
  private final OrderCustomers customers;
  private final References references;
  private final Clock clock;

  PackingSlips(Gateways gateways, OrderSteps steps, Shared shared) {
    this.directory = gateways.directory();
    this.steps = steps;
    this.customers = new OrderCustomers(gateways.customers(), shared.permissions());
    this.references = shared.references();
    this.clock = shared.clock();
  }

  CompletionStage<PackingSlip> get(GetPackingSlipRequest request, Call call) {
    return steps
        .visible(request.getName(), call)
        .thenCompose(
            order ->
                references
                    .store(order.terms().supplier())
                    .thenCombine(
                        references.store(order.terms().requester()),
                        (supplier, requester) -> slip(order, supplier, requester))
                    .thenCombine(customer(order, call.caller()), Slip::with))
        // Drawn apart from the order's own thread, which brings the answer.
        .thenApplyAsync(
            slip ->
                PackingSlip.newBuilder()
                    .setTransferOrder(request.getName())
                    .setPdf(ByteString.copyFrom(slip.pdf(call.locale())))
                    .build(),
            CommonPools.blockingTaskExecutor());
  }

  /** Whom it goes straight to, as far as the caller may know it. */
  private CompletionStage<Optional<Slip.Customer>> customer(OrderView order, Caller caller) {
    Optional<String> token = order.terms().customerReference();
    if (token.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    } else if (!customers.mayKnowDelivery(caller, order)) {
      return CompletableFuture.completedFuture(
          Optional.of(Slip.Customer.without(token.get(), Slip.Absence.ORDER_ENDED)));
    }
    return customers
        .of(order)
        .thenApply(
            found ->
                found
                    .map(PackingSlips::customer)
                    .orElseGet(() -> Slip.Customer.without(token.get(), Slip.Absence.ERASED)))
        .thenApply(Optional::of);
  }

  private static Slip.Customer customer(CustomerView customer) {
    return customer
        .delivery()
        .map(
            to ->
                new Slip.Customer(
                    customer.token(),
                    Optional.of(new Slip.Address(to.recipient(), to.phone(), to.address())),
                    Slip.Absence.NONE))
        .orElseGet(() -> Slip.Customer.without(customer.token(), Slip.Absence.NOT_SAID));
  }

  private Slip slip(OrderView order, Store supplier, Store requester) {
    List<Slip.Line> lines =
        order.lines().stream().filter(line -> sent(line) > 0).map(this::line).toList();
    if (lines.isEmpty()) {
      throw new CallFailed(
          Refusals.fault(Refusal.of(Refusal.Reason.ORDER_STATE, "state", order.status())));
    }
    String shipment =
        Stream.of(order.carrier(), order.trackingNumber())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    return new Slip(
        order.terms().order().value(),
        party(supplier),
        party(requester),
        Optional.empty(),
        shipment,
        clock.instant(),
        lines);
  }

  /** What has left, or else what is about to. */
  private static long sent(OrderLine line) {
    return line.shipped() > 0 ? line.shipped() : line.pending();
  }

  private Slip.Line line(OrderLine line) {
    Optional<Sku> known = directory.sku(line.sku());
    String name = known.map(Sku::displayName).filter(text -> !text.isEmpty()).orElse("");
    String detail =
        known
            .map(sku -> Stream.of(sku.colour(), sku.size(), sku.gtin(), line.sku().value()))
            .orElseGet(() -> Stream.of(line.sku().value()))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("   "));
    return new Slip.Line(name.isEmpty() ? line.sku().value() : name, detail, sent(line));
  }

  private static List<String> party(Store store) {
    return List.of(store.displayName(), store.id().value() + "   " + store.place().region());
  }
}
