package io.shelfshare.node.grpc;

import static io.shelfshare.node.grpc.Moneys.message;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.domain.settlement.SettlementTerms;
import io.shelfshare.market.v1.Quote;
import io.shelfshare.node.grpc.gateway.SettlementGateway.QuoteView;
import java.util.List;
import java.util.Optional;

/** A quote in the API's words. */
final class QuoteMessages {
  private QuoteMessages() {}

  static Quote quote(Optional<RequestId> request, Store supplier, Store requester, QuoteView view) {
    var quote = view.quote();
    SettlementTerms terms = quote.terms();
    Quote.Builder message =
        common(request, supplier, requester, terms.supplier(), terms.requester())
            .setRulesVersion(terms.rulesVersion())
            .setPrice(message(quote.price()))
            .setFreight(message(quote.freight()))
            .setSubsidyToSupplier(message(quote.subsidyToSupplier()))
            .setSubsidyToRequester(message(quote.subsidyToRequester()))
            .setIncentive(message(quote.incentive()))
            .setSupplierReceives(message(quote.supplierReceives()))
            .setRequesterPays(message(quote.requesterPays()))
            .setBudgetId(terms.budget().orElse(""))
            .setBudgetExhausted(view.exhausted());
    for (SettlementTerms.Line line : terms.lines()) {
      message
          .addLinesBuilder()
          .setSku(Names.of(line.sku()))
          .setQuantity(line.units())
          .setPriced(line.priced())
          .setUnitPrice(message(line.price()));
    }
    return message.build();
  }

  /** Where headquarters has set no rules, nothing costs anything. */
  static Quote free(
      Optional<RequestId> request, Store supplier, Store requester, List<Units> lines) {
    Quote.Builder message =
        common(request, supplier, requester, supplier.owner(), requester.owner());
    lines.forEach(
        line ->
            message.addLinesBuilder().setSku(Names.of(line.sku())).setQuantity(line.quantity()));
    return message.build();
  }

  private static Quote.Builder common(
      Optional<RequestId> request, Store supplier, Store requester, OwnerId from, OwnerId to) {
    return Quote.newBuilder()
        .setTransferRequest(request.map(Names::of).orElse(""))
        .setSupplierStore(Names.of(supplier.id()))
        .setSupplierOwner(Names.of(from))
        .setRequestingOwner(Names.of(to))
        .setInternal(from.equals(to))
        .setDistanceKm(Distances.kilometres(supplier.place(), requester.place()));
  }
}
