package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.Quote;
import io.shelfshare.market.v1.QuoteGrabRequest;
import io.shelfshare.market.v1.QuoteTransferRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a grab, or a request, would cost and bring before it is made. */
@Command(name = "quote")
final class QuoteCommand extends ApiCommand {
  @Parameters(index = "0", paramLabel = "REQUEST|SKU=QTY", descriptionKey = "param.quote")
  private String request = "";

  @Option(names = "--from", paramLabel = "STORE", descriptionKey = "option.quote.from")
  private String from = "";

  @Parameters(index = "1..*", paramLabel = "SKU=QTY", descriptionKey = "param.quoted")
  private List<String> lines = new ArrayList<>();

  @Override
  int run(Session session) throws UsageProblem {
    Quote quote = from.isEmpty() ? grab(session) : transfer(session);
    session.answer(quote, () -> print(session, quote));
    return ExitCodes.OK;
  }

  /** What we would pay, before we ask. */
  private Quote transfer(Session session) throws UsageProblem {
    List<String> wanted = new ArrayList<>(List.of(request));
    wanted.addAll(lines);
    QuoteTransferRequest call =
        QuoteTransferRequest.newBuilder()
            .setSupplierStore(ResourceNames.store(from))
            .setRequestingStore(session.store())
            .addAllLines(Arguments.quantities(wanted))
            .build();
    return session.call(() -> session.client().settlement().quoteTransfer(call));
  }

  private Quote grab(Session session) throws UsageProblem {
    QuoteGrabRequest call =
        QuoteGrabRequest.newBuilder()
            .setName(Prefixes.request(session, request))
            .setStore(session.store())
            .addAllLines(Arguments.quantities(lines))
            .build();
    return session.call(() -> session.client().settlement().quoteGrab(call));
  }

  private static void print(Session session, Quote quote) {
    String owners =
        ResourceNames.id(quote.getSupplierOwner())
            + " → "
            + ResourceNames.id(quote.getRequestingOwner());
    String kilometres = String.format(Locale.ROOT, "%.1f", quote.getDistanceKm());
    session
        .terminal()
        .data(
            session
                .words()
                .of(quote.getInternal() ? "quote.internal" : "quote.of", owners, kilometres));
    Table units = new Table(session.words().headings("sku", "quantity", "unit-price"));
    quote
        .getLinesList()
        .forEach(
            line ->
                units.row(
                    ResourceNames.id(line.getSku()),
                    line.getQuantity(),
                    line.getPriced()
                        ? Amounts.text(line.getUnitPrice())
                        : session.words().of("quote.unpriced")));
    session.terminal().data(units);
    if (quote.getRulesVersion() == 0) {
      session.terminal().note(session.words().of("quote.no-rules"));
      return;
    }
    Table sums = new Table(session.words().headings("item", "amount"));
    sums.row(session.words().of("quote.price"), Amounts.text(quote.getPrice()));
    sums.row(session.words().of("quote.freight"), Amounts.text(quote.getFreight()));
    sums.row(
        session.words().of("quote.subsidy-supplier"), Amounts.text(quote.getSubsidyToSupplier()));
    sums.row(
        session.words().of("quote.subsidy-requester"), Amounts.text(quote.getSubsidyToRequester()));
    sums.row(session.words().of("quote.incentive"), Amounts.text(quote.getIncentive()));
    sums.row(session.words().of("quote.receives"), Amounts.text(quote.getSupplierReceives()));
    sums.row(session.words().of("quote.pays"), Amounts.text(quote.getRequesterPays()));
    session.terminal().data(sums);
    if (quote.getBudgetExhausted()) {
      session.terminal().note(session.words().of("quote.exhausted"));
    }
  }
}
