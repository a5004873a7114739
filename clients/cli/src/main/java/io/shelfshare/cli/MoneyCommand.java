package io.shelfshare.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.shelfshare.cli.terminal.Table;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.BudgetPosition;
import io.shelfshare.market.v1.CheckBooksRequest;
import io.shelfshare.market.v1.CheckBooksResponse;
import io.shelfshare.market.v1.GetTradeRulesRequest;
import io.shelfshare.market.v1.GetTradeRulesResponse;
import io.shelfshare.market.v1.ImportPricesRequest;
import io.shelfshare.market.v1.ListBalancesRequest;
import io.shelfshare.market.v1.ListBalancesResponse;
import io.shelfshare.market.v1.ListBudgetsRequest;
import io.shelfshare.market.v1.ListBudgetsResponse;
import io.shelfshare.market.v1.ListPrice;
import io.shelfshare.market.v1.ListPricesRequest;
import io.shelfshare.market.v1.SetTradeRulesRequest;
import io.shelfshare.market.v1.SetTradeRulesResponse;
import io.shelfshare.market.v1.TradeRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Balances, budgets, prices and the rules of money. */
@Command(
    name = "money",
    subcommands = {
      MoneyCommand.Balances.class,
      MoneyCommand.Budgets.class,
      MoneyCommand.Check.class,
      MoneyCommand.Rules.class,
      MoneyCommand.SetRules.class,
      MoneyCommand.ImportPrices.class,
      MoneyCommand.ExportPrices.class
    })
final class MoneyCommand extends Group {

  /** Shows what an owner and each other owner owe each other. */
  @Command(name = "balances")
  static final class Balances extends ApiCommand {
    @Parameters(paramLabel = "OWNER", descriptionKey = "param.owner")
    private String owner = "";

    @Override
    int run(Session session) {
      ListBalancesRequest call =
          ListBalancesRequest.newBuilder().setParent(ResourceNames.owner(owner)).build();
      ListBalancesResponse found =
          session.call(() -> session.client().settlement().listBalances(call));
      Table table = new Table(session.words().headings("owner", "balance", "postings"));
      found
          .getBalancesList()
          .forEach(
              one ->
                  table.row(
                      ResourceNames.id(one.getCounterparty()),
                      Amounts.text(one.getBalance()),
                      one.getPostingCount()));
      session.answer(found, () -> session.show(table, "empty.books"));
      return ExitCodes.OK;
    }
  }

  /** Shows how the budgets stand. */
  @Command(name = "budgets")
  static final class Budgets extends ApiCommand {
    @Override
    int run(Session session) {
      ListBudgetsResponse found =
          session.call(
              () ->
                  session
                      .client()
                      .settlement()
                      .listBudgets(ListBudgetsRequest.getDefaultInstance()));
      Table table =
          new Table(
              session.words().headings("budget", "cap", "reserved-amount", "settled", "free"));
      for (BudgetPosition one : found.getBudgetsList()) {
        table.row(
            one.getBudgetId(),
            Amounts.text(one.getCap()),
            Amounts.text(one.getReserved()),
            Amounts.text(one.getSettled()),
            Amounts.text(one.getFree()));
      }
      session.answer(found, () -> session.show(table, "empty.budgets"));
      return ExitCodes.OK;
    }
  }

  /** Adds up all the books. */
  @Command(name = "check")
  static final class Check extends ApiCommand {
    @Override
    int run(Session session) {
      CheckBooksResponse found =
          session.call(
              () ->
                  session.client().settlement().checkBooks(CheckBooksRequest.getDefaultInstance()));
      Table table =
          new Table(session.words().headings("sum", "owed", "turnover", "postings", "owners"));
      found
          .getSumsList()
          .forEach(
              one ->
                  table.row(
                      Amounts.text(one.getSum()),
                      Amounts.text(one.getOwed()),
                      Amounts.text(one.getTurnover()),
                      one.getPostingCount(),
                      one.getOwnerCount()));
      session.answer(
          found,
          () -> {
            session.show(table, "empty.books");
            session
                .terminal()
                .note(session.words().of(found.getBalanced() ? "books.zero" : "books.not-zero"));
          });
      return found.getBalanced() ? ExitCodes.OK : ExitCodes.INTERNAL;
    }
  }

  /** Prints the trade rules, in the form that {@code set-rules} reads. */
  @Command(name = "rules")
  static final class Rules extends ApiCommand {
    @Option(names = "--as-of", paramLabel = "VERSION")
    private long asOf;

    @Override
    int run(Session session) {
      GetTradeRulesRequest call = GetTradeRulesRequest.newBuilder().setVersion(asOf).build();
      GetTradeRulesResponse found =
          session.call(() -> session.client().settlement().getTradeRules(call));
      session.answer(
          found,
          () -> {
            session.terminal().json(found.getTradeRules());
            session
                .terminal()
                .note(
                    session.words().of("rules.version", found.getVersion(), found.getPriceCount()));
          });
      return ExitCodes.OK;
    }
  }

  /** Replaces the trade rules by those in a file. */
  @Command(name = "set-rules")
  static final class SetRules extends ApiCommand {
    @Parameters(paramLabel = "FILE", descriptionKey = "param.rules")
    private Path file = Path.of("");

    @Option(names = "--expect", paramLabel = "VERSION")
    private long expected;

    @Option(names = "--validate-only")
    private boolean validateOnly;

    @Override
    int run(Session session) throws UsageProblem {
      TradeRules.Builder rules = TradeRules.newBuilder();
      try {
        JsonFormat.parser().merge(Files.readString(file), rules);
      } catch (InvalidProtocolBufferException malformed) {
        throw new UsageProblem("usage.rules", String.valueOf(malformed.getMessage()));
      } catch (IOException unreadable) {
        throw new UsageProblem("usage.file", file.toString());
      }
      SetTradeRulesRequest call =
          SetTradeRulesRequest.newBuilder()
              .setTradeRules(rules)
              .setExpectedVersion(expected)
              .setValidateOnly(validateOnly)
              .build();
      SetTradeRulesResponse set =
          session.call(() -> session.client().settlement().setTradeRules(call));
      session.answer(
          set,
          () ->
              session
                  .terminal()
                  .data(
                      validateOnly
                          ? session.words().of("rules.checked")
                          : session.words().of("rules.set", set.getVersion())));
      return ExitCodes.OK;
    }
  }

  /** Imports list prices; the columns are {@code sku,style,currency,retail,cost}. */
  @Command(name = "import-prices")
  static final class ImportPrices extends DirectoryImportCommand<ListPrice> {
    ImportPrices() {
      super(new Prices());
    }
  }

  /** Exports list prices as they can be imported again. */
  @Command(name = "export-prices")
  static final class ExportPrices extends DirectoryExportCommand<ListPrice> {
    ExportPrices() {
      super(new Prices());
    }
  }

  /** List prices, of a SKU or of a style. */
  private static final class Prices extends DirectoryFile<ListPrice> {
    @Override
    List<String> columns() {
      return List.of("sku", "style", "currency", "retail", "cost");
    }

    @Override
    List<String> cells(ListPrice price) {
      return List.of(
          price.hasSku() ? ResourceNames.id(price.getSku()) : "",
          price.getStyle(),
          price.getRetail().getCurrencyCode(),
          Amounts.number(price.getRetail()),
          Amounts.number(price.getCost()));
    }

    @Override
    Stream<ListPrice> all(Session session) {
      return session.client().listPrices(ListPricesRequest.newBuilder().setPageSize(1000).build());
    }

    @Override
    ListPrice read(NamedCsvRecord row) throws UsageProblem {
      String currency = cell(row, "currency");
      ListPrice.Builder price =
          ListPrice.newBuilder()
              .setRetail(Amounts.read(cell(row, "retail"), currency))
              .setCost(Amounts.read(cell(row, "cost"), currency));
      String sku = cell(row, "sku");
      return sku.isEmpty()
          ? price.setStyle(cell(row, "style")).build()
          : price.setSku(ResourceNames.sku(sku)).build();
    }

    @Override
    int send(Session session, List<ListPrice> batch, boolean checkOnly) {
      ImportPricesRequest call =
          ImportPricesRequest.newBuilder().addAllPrices(batch).setValidateOnly(checkOnly).build();
      return session
          .call(() -> session.client().settlement().importPrices(call))
          .getImportedCount();
    }

    @Override
    String field() {
      return "prices";
    }

    @Override
    String name(ListPrice price) {
      return price.hasSku() ? price.getSku() : price.getStyle();
    }
  }
}
