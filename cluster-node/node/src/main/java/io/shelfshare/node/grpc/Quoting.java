package io.shelfshare.node.grpc;

import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.market.v1.Quote;
import io.shelfshare.market.v1.QuoteTransferRequest;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.gateway.SettlementGateway;
import io.shelfshare.node.security.Permissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Says what units from one store to another would cost. Asynchronous: nothing here blocks. */
final class Quoting {
  private final SettlementGateway settlement;
  private final References references;
  private final Permissions permissions;

  Quoting(SettlementGateway settlement, References references, Permissions permissions) {
    this.settlement = settlement;
    this.references = references;
    this.permissions = permissions;
  }

  /** Before there is a request; for whoever would pay or be paid. */
  CompletionStage<Quote> transfer(QuoteTransferRequest request, Call call) {
    StoreId supplier = Names.store(request.getSupplierStore());
    StoreId requester =
        Checks.storeOrOwn(call, "requesting_store", request.getRequestingStore(), "requester");
    Checks.allowed(
        permissions.mayActFor(call.caller(), requester)
            || permissions.mayActFor(call.caller(), supplier));
    if (supplier.equals(requester)) {
      throw Checks.wrong(
          "supplier_store", request.getSupplierStore(), Expected.of("another_store"));
    }
    List<Units> lines = RequestMessages.units(request.getLinesList());
    return references
        .skus(lines.stream().map(Units::sku).toList())
        .thenCompose(known -> of(Optional.empty(), supplier, requester, lines));
  }

  /** Where headquarters has set no rules, nothing costs anything. */
  CompletionStage<Quote> of(
      Optional<RequestId> request, StoreId supplier, StoreId requester, List<Units> lines) {
    return references
        .store(supplier)
        .thenCombine(references.store(requester), List::of)
        .thenCompose(
            stores ->
                settlement
                    .quote(supplier, requester, lines)
                    .thenApply(
                        found ->
                            found
                                .map(
                                    quote ->
                                        QuoteMessages.quote(
                                            request, stores.get(0), stores.get(1), quote))
                                .orElseGet(
                                    () ->
                                        QuoteMessages.free(
                                            request, stores.get(0), stores.get(1), lines))));
  }
}
