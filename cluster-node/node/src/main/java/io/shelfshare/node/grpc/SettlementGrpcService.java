package io.shelfshare.node.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.settlement.ListPrice;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.RuleBook;
import io.shelfshare.domain.settlement.RuleFaults;
import io.shelfshare.domain.settlement.Turnover;
import io.shelfshare.market.v1.BudgetPosition;
import io.shelfshare.market.v1.CheckBooksRequest;
import io.shelfshare.market.v1.CheckBooksResponse;
import io.shelfshare.market.v1.ExportStatementRequest;
import io.shelfshare.market.v1.ExportStatementResponse;
import io.shelfshare.market.v1.GetStatementRequest;
import io.shelfshare.market.v1.GetTradeRulesRequest;
import io.shelfshare.market.v1.GetTradeRulesResponse;
import io.shelfshare.market.v1.ImportPricesRequest;
import io.shelfshare.market.v1.ImportPricesResponse;
import io.shelfshare.market.v1.ListBalancesRequest;
import io.shelfshare.market.v1.ListBalancesResponse;
import io.shelfshare.market.v1.ListBudgetsRequest;
import io.shelfshare.market.v1.ListBudgetsResponse;
import io.shelfshare.market.v1.ListPostingsRequest;
import io.shelfshare.market.v1.ListPostingsResponse;
import io.shelfshare.market.v1.ListPricesRequest;
import io.shelfshare.market.v1.ListPricesResponse;
import io.shelfshare.market.v1.Quote;
import io.shelfshare.market.v1.QuoteGrabRequest;
import io.shelfshare.market.v1.QuoteTransferRequest;
import io.shelfshare.market.v1.SetTradeRulesRequest;
import io.shelfshare.market.v1.SetTradeRulesResponse;
import io.shelfshare.market.v1.SettlementServiceGrpc;
import io.shelfshare.market.v1.Statement;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.error.FieldFault;
import io.shelfshare.node.grpc.error.Refusals;
import io.shelfshare.node.grpc.gateway.RequestGateway;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.gateway.SettlementGateway;
import io.shelfshare.node.grpc.gateway.SettlementGateway.BudgetView;
import io.shelfshare.node.grpc.gateway.SettlementGateway.Entry;
import io.shelfshare.node.grpc.gateway.SettlementGateway.PostingPosition;
import io.shelfshare.node.grpc.validation.PageTokens;
import io.shelfshare.node.security.Permissions;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Money. Asynchronous: nothing here blocks. */
final class SettlementGrpcService extends SettlementServiceGrpc.SettlementServiceImplBase {
  private static final int PAGE_DEFAULT = 100;
  private static final int LOOKED_THROUGH_MAX = 5_000;

  private final SettlementGateway settlement;
  private final RequestGateway requests;
  private final References references;
  private final Permissions permissions;
  private final Mutations mutations;
  private final Replies replies;
  private final Quoting quoting;
  private final StatementExport export;
  private final Clock clock;

  SettlementGrpcService(Gateways gateways, Shared shared) {
    this.settlement = gateways.settlement();
    this.requests = gateways.requests();
    this.references = shared.references();
    this.permissions = shared.permissions();
    this.mutations = shared.mutations();
    this.replies = shared.replies();
    this.quoting = new Quoting(settlement, references, permissions);
    this.export = new StatementExport(settlement);
    this.clock = shared.clock();
  }

  @Override
  public void listPrices(ListPricesRequest request, StreamObserver<ListPricesResponse> out) {
    replies.unary(
        out,
        call -> {
          Checks.allowed(permissions.mayImportDirectory(call.caller()));
          int size = Pages.size(request.getPageSize(), PAGE_DEFAULT);
          Optional<ListPrice.Key> after =
              PageTokens.position(request, request.getPageToken(), TradeRuleMessages::priceKey);
          List<ListPrice> found = settlement.prices(after, size + 1);
          ListPricesResponse.Builder page = ListPricesResponse.newBuilder();
          Pages.shown(found, size).forEach(one -> page.addPrices(TradeRuleMessages.listPrice(one)));
          String next = Pages.next(request, found, size, TradeRuleMessages::position);
          return CompletableFuture.completedFuture(page.setNextPageToken(next).build());
        });
  }

  @Override
  public void importPrices(ImportPricesRequest request, StreamObserver<ImportPricesResponse> out) {
    replies.unary(
        out,
        call -> {
          Checks.allowed(permissions.mayImportDirectory(call.caller()));
          List<ListPrice> prices =
              request.getPricesList().stream().map(TradeRuleMessages::price).toList();
          Mutation mutation = mutations.of(call, request.getRequestId(), Optional.empty(), request);
          CompletionStage<RuleBook.Changed> changed =
              request.getValidateOnly()
                  ? CompletableFuture.completedFuture(new RuleBook.Changed(0, prices.size()))
                  : settlement
                      .importPrices(prices, mutation)
                      .thenApply(answer -> Replies.value(answer, "prices"));
          return changed.thenApply(
              one ->
                  ImportPricesResponse.newBuilder()
                      .setImportedCount(one.count())
                      .setVersion(one.version())
                      .build());
        });
  }

  @Override
  public void setTradeRules(
      SetTradeRulesRequest request, StreamObserver<SetTradeRulesResponse> out) {
    replies.unary(
        out,
        call -> {
          Checks.allowed(permissions.maySetRules(call.caller()));
          var rules = TradeRuleMessages.rules(request.getTradeRules());
          Mutation mutation = mutations.of(call, request.getRequestId(), Optional.empty(), request);
          checkRules(rules);
          return references
              .owners(TradeRuleMessages.owners(request.getTradeRules()))
              .thenCompose(
                  known ->
                      request.getValidateOnly()
                          ? CompletableFuture.completedFuture(new RuleBook.Changed(0, 0))
                          : settlement
                              .setRules(rules, request.getExpectedVersion(), mutation)
                              .thenApply(answer -> Replies.value(answer, "tradeRules")))
              .thenApply(
                  one -> SetTradeRulesResponse.newBuilder().setVersion(one.version()).build());
        });
  }

  private static void checkRules(io.shelfshare.domain.settlement.TradeRules rules) {
    List<FieldFault> faults =
        RuleFaults.of(rules).stream()
            .map(
                fault ->
                    new FieldFault(
                        "trade_rules." + fault.field(), fault.value(), expected(fault, rules)))
            .toList();
    if (!faults.isEmpty()) {
      throw new CallFailed(Fault.fields(faults));
    }
  }

  private static Expected expected(
      RuleFaults.Fault fault, io.shelfshare.domain.settlement.TradeRules rules) {
    return switch (fault.kind()) {
      case CURRENCY -> Expected.of("currency_of_rules", "currency", rules.currency());
      case FARTHER -> Expected.of("farther");
      case BUDGET_ONCE -> Expected.of("budget_once");
      case BUDGET_KNOWN -> Expected.of("budget_known");
      case REACHED -> Expected.of("rule_reached");
    };
  }

  @Override
  public void getTradeRules(
      GetTradeRulesRequest request, StreamObserver<GetTradeRulesResponse> out) {
    replies.unary(
        out,
        call -> {
          Checks.allowed(permissions.maySetRules(call.caller()));
          OptionalLong version =
              request.getVersion() == 0
                  ? OptionalLong.empty()
                  : OptionalLong.of(request.getVersion());
          SettlementGateway.Rules rules =
              settlement
                  .rules(version)
                  .orElseThrow(() -> new CallFailed(Fault.notFound("tradeRules")));
          return CompletableFuture.completedFuture(
              GetTradeRulesResponse.newBuilder()
                  .setTradeRules(TradeRuleMessages.rulesMessage(rules.rules()))
                  .setVersion(rules.version())
                  .setPriceCount(rules.priceCount())
                  .build());
        });
  }

  @Override
  public void quoteGrab(QuoteGrabRequest request, StreamObserver<Quote> out) {
    replies.unary(
        out,
        call -> {
          StoreId supplier = Checks.storeOrOwn(call, "store", request.getStore(), "supplier");
          Checks.allowed(permissions.mayActFor(call.caller(), supplier));
          return requests
              .get(Names.request(request.getName()))
              .thenApply(answer -> Replies.value(answer, request.getName()))
              .thenCompose(
                  view ->
                      quoting.of(
                          Optional.of(view.id()),
                          supplier,
                          view.spec().store(),
                          lines(request, view)));
        });
  }

  @Override
  public void quoteTransfer(QuoteTransferRequest request, StreamObserver<Quote> out) {
    replies.unary(out, call -> quoting.transfer(request, call));
  }

  /** What is asked about, or all that is open. */
  private static List<Units> lines(QuoteGrabRequest request, RequestView view) {
    if (request.getLinesCount() == 0) {
      return view.lines().stream()
          .filter(line -> line.open() > 0)
          .map(line -> new Units(line.sku(), line.open()))
          .toList();
    }
    List<Units> lines = RequestMessages.units(request.getLinesList());
    List<SkuId> asked = view.lines().stream().map(RequestView.Line::sku).toList();
    for (Units line : lines) {
      if (!asked.contains(line.sku())) {
        throw new CallFailed(
            Refusals.fault(Refusal.of(Refusal.Reason.GRAB_EXCEEDS_OPEN, "sku", line.sku())));
      }
    }
    return lines;
  }

  @Override
  public void listBudgets(ListBudgetsRequest request, StreamObserver<ListBudgetsResponse> out) {
    replies.unary(
        out,
        call -> {
          Checks.allowed(permissions.maySetRules(call.caller()));
          return settlement
              .budgets()
              .thenApply(
                  found ->
                      ListBudgetsResponse.newBuilder()
                          .addAllBudgets(found.stream().map(SettlementGrpcService::budget).toList())
                          .build());
        });
  }

  private static BudgetPosition budget(BudgetView view) {
    return BudgetPosition.newBuilder()
        .setBudgetId(view.id())
        .setCap(Moneys.message(view.position().cap()))
        .setReserved(Moneys.message(view.position().reserved()))
        .setSettled(Moneys.message(view.position().settled()))
        .setFree(Moneys.message(view.position().free()))
        .build();
  }

  @Override
  public void listBalances(ListBalancesRequest request, StreamObserver<ListBalancesResponse> out) {
    replies.unary(
        out,
        call -> {
          OwnerId owner = Names.owner(request.getParent());
          Checks.allowed(permissions.mayReadBooks(call.caller(), owner, owner));
          return references
              .owners(List.of(owner))
              .thenCompose(known -> settlement.allBooks())
              .thenApply(
                  books ->
                      ListBalancesResponse.newBuilder()
                          .addAllBalances(BooksMessages.balances(owner, books))
                          .build());
        });
  }

  @Override
  public void getStatement(GetStatementRequest request, StreamObserver<Statement> out) {
    replies.unary(
        out,
        call -> {
          OwnerId owner = Names.owner(request.getParent());
          YearMonth month = month(request.getMonth());
          return pair(call, request.getParent(), request.getCounterparty())
              .thenCompose(
                  pair ->
                      settlement
                          .books(pair)
                          .thenApply(books -> BooksMessages.statement(owner, pair, month, books)));
        });
  }

  @Override
  public void listPostings(ListPostingsRequest request, StreamObserver<ListPostingsResponse> out) {
    replies.unary(
        out,
        call -> {
          Optional<PostingPosition> after =
              PageTokens.position(request, request.getPageToken(), SettlementGrpcService::position);
          int size = Pages.size(request.getPageSize(), PAGE_DEFAULT);
          YearMonth month = month(request.getMonth());
          boolean ofOrder = !request.getTransferOrder().isEmpty();
          int limit = ofOrder ? LOOKED_THROUGH_MAX : size + 1;
          return pair(call, request.getParent(), request.getCounterparty())
              .thenCompose(pair -> settlement.postings(pair, month, after, limit))
              .thenApply(
                  found -> ofOrder ? pageOfOrder(request, found) : page(request, found, size));
        });
  }

  /** What an order caused among the postings that were looked through. */
  private static ListPostingsResponse pageOfOrder(ListPostingsRequest request, List<Entry> found) {
    OrderId order = Names.order(request.getTransferOrder());
    ListPostingsResponse.Builder page = ListPostingsResponse.newBuilder();
    found.stream()
        .filter(entry -> entry.posting().order().equals(order))
        .forEach(entry -> page.addPostings(BooksMessages.posting(entry)));
    return found.size() < LOOKED_THROUGH_MAX
        ? page.build()
        : page.setNextPageToken(PageTokens.token(request, positionOf(found.get(found.size() - 1))))
            .build();
  }

  private static ListPostingsResponse page(
      ListPostingsRequest request, List<Entry> found, int size) {
    ListPostingsResponse.Builder page = ListPostingsResponse.newBuilder();
    Pages.shown(found, size).forEach(entry -> page.addPostings(BooksMessages.posting(entry)));
    String next = Pages.next(request, found, size, SettlementGrpcService::positionOf);
    return page.setNextPageToken(next).build();
  }

  private static String positionOf(Entry entry) {
    PostingPosition at = entry.position();
    return at.atMillis() + "/" + at.part() + "/" + at.number();
  }

  private static PostingPosition position(String text) {
    String[] parts = text.split("/", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("no position of a posting: " + text);
    }
    return new PostingPosition(
        Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
  }

  @Override
  public void exportStatement(
      ExportStatementRequest request, StreamObserver<ExportStatementResponse> out) {
    Call call = Call.current();
    if (out instanceof ServerCallStreamObserver<ExportStatementResponse> observer) {
      // Without a handler, answering a caller who has gone would throw.
      observer.setOnCancelHandler(() -> {});
    }
    OwnerId owner = Names.owner(request.getParent());
    YearMonth month = month(request.getMonth());
    CompletionStage<Void> sent;
    try {
      sent =
          pair(call, request.getParent(), request.getCounterparty())
              .thenCompose(
                  pair ->
                      export.send(
                          new StatementExport.File(owner, pair, month), request.getFormat(), out));
    } catch (CallFailed e) {
      out.onError(replies.error(e, call));
      return;
    }
    var unused =
        sent.whenComplete(
            (done, failure) -> {
              if (failure != null) {
                out.onError(replies.error(failure, call));
              } else {
                out.onCompleted();
              }
            });
  }

  @Override
  public void checkBooks(CheckBooksRequest request, StreamObserver<CheckBooksResponse> out) {
    replies.unary(
        out,
        call -> {
          Checks.allowed(permissions.maySetRules(call.caller()));
          return settlement
              .allBooks()
              .thenCombine(
                  settlement.budgets(),
                  (books, budgets) ->
                      BooksMessages.check(
                          books, budgets.stream().allMatch(view -> view.position().inCap())));
        });
  }

  /** The pair that a call names, where its caller may read their books. */
  private CompletionStage<OwnerPair> pair(Call call, String parent, String counterparty) {
    OwnerId owner = Names.owner(parent);
    OwnerId other = Names.owner(counterparty);
    Checks.allowed(permissions.mayReadBooks(call.caller(), owner, other));
    return references.owners(List.of(owner, other)).thenApply(known -> OwnerPair.of(owner, other));
  }

  private YearMonth month(String text) {
    return text.isEmpty() ? Turnover.monthOf(clock.instant()) : YearMonth.parse(text);
  }
}
