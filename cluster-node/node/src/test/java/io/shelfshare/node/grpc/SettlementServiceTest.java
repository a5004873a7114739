package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.settlement.Due;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.PostingStep;
import io.shelfshare.market.v1.CheckBooksRequest;
import io.shelfshare.market.v1.ExportStatementRequest;
import io.shelfshare.market.v1.GetStatementRequest;
import io.shelfshare.market.v1.GetTradeRulesRequest;
import io.shelfshare.market.v1.GetTradeRulesResponse;
import io.shelfshare.market.v1.ImportPricesRequest;
import io.shelfshare.market.v1.ListBalancesRequest;
import io.shelfshare.market.v1.ListBudgetsRequest;
import io.shelfshare.market.v1.ListPostingsRequest;
import io.shelfshare.market.v1.ListPostingsResponse;
import io.shelfshare.market.v1.ListPrice;
import io.shelfshare.market.v1.Posting;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.Quote;
import io.shelfshare.market.v1.QuoteGrabRequest;
import io.shelfshare.market.v1.QuoteTransferRequest;
import io.shelfshare.market.v1.SetTradeRulesRequest;
import io.shelfshare.market.v1.SettlementServiceGrpc;
import io.shelfshare.market.v1.SettlementServiceGrpc.SettlementServiceBlockingStub;
import io.shelfshare.market.v1.Statement;
import io.shelfshare.market.v1.TradeRules;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.TransferRequestServiceGrpc;
import io.shelfshare.market.v1.UnitRate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettlementServiceTest {
  private static final Instant NOVEMBER = Instant.parse("2026-11-03T08:00:00Z");
  private static final OwnerPair PAIR =
      OwnerPair.of(new OwnerId("dealer-1"), new OwnerId("dealer-2"));

  private EdgeFixture edge;

  @BeforeEach
  void start() throws Exception {
    edge = EdgeFixture.start();
  }

  @AfterEach
  void stop() throws Exception {
    edge.close();
  }

  @Test
  void headquartersSetsRulesAndReadsThemAsOfAnyVersion() {
    long first = set(rules().build()).getVersion();
    long second =
        set(rules().setIncentive(UnitRate.newBuilder().setBasisPoints(7)).build()).getVersion();
    assertThat(second).isEqualTo(first + 1);
    GetTradeRulesResponse then =
        hq().getTradeRules(GetTradeRulesRequest.newBuilder().setVersion(first).build());
    assertThat(then.getTradeRules().getIncentive().getBasisPoints()).isEqualTo(100);
    assertThat(hq().getTradeRules(GetTradeRulesRequest.getDefaultInstance()).getVersion())
        .isEqualTo(second);
    assertThat(
            reason(
                () ->
                    hq().setTradeRules(
                            SetTradeRulesRequest.newBuilder()
                                .setRequestId(EdgeFixture.requestId())
                                .setTradeRules(rules())
                                .setExpectedVersion(first)
                                .build())))
        .isEqualTo("RULES_CHANGED");
  }

  @Test
  void checkingRulesChangesNothing() {
    var checked =
        hq().setTradeRules(
                SetTradeRulesRequest.newBuilder()
                    .setRequestId(EdgeFixture.requestId())
                    .setTradeRules(rules())
                    .setValidateOnly(true)
                    .build());
    assertThat(checked.getVersion()).isZero();
    assertThat(reason(() -> hq().getTradeRules(GetTradeRulesRequest.getDefaultInstance())))
        .isEqualTo("NOT_FOUND");
  }

  @Test
  @DisplayName("The full quote is shown before a store grabs")
  void aQuoteNamesWhatEachSideGetsAndPays() {
    prices();
    set(rules().build());
    TransferRequest posted = requests().createTransferRequest(edge.post().build());
    Quote quote =
        clerk("s2").quoteGrab(QuoteGrabRequest.newBuilder().setName(posted.getName()).build());
    assertThat(text(quote.getLines(0).getUnitPrice())).isEqualTo("54.94");
    assertThat(text(quote.getPrice())).isEqualTo("109.88");
    assertThat(text(quote.getFreight())).isEqualTo("7.00");
    assertThat(text(quote.getSubsidyToSupplier())).isEqualTo("5.50");
    assertThat(text(quote.getSubsidyToRequester())).isEqualTo("3.00");
    assertThat(text(quote.getIncentive())).isEqualTo("1.10");
    assertThat(text(quote.getSupplierReceives())).isEqualTo("123.48");
    assertThat(text(quote.getRequesterPays())).isEqualTo("113.88");
    assertThat(quote.getSupplierOwner()).isEqualTo("owners/dealer-2");
    assertThat(quote.getRequestingOwner()).isEqualTo("owners/dealer-1");
    assertThat(quote.getBudgetId()).isEqualTo("spring");
  }

  @Test
  void aQuoteForWhatIsNotAskedForIsRefusedByName() {
    TransferRequest posted = requests().createTransferRequest(edge.post().build());
    QuoteGrabRequest other =
        QuoteGrabRequest.newBuilder()
            .setName(posted.getName())
            .addLines(Quantity.newBuilder().setSku("skus/sku-5").setQuantity(1))
            .build();
    assertThat(reason(() -> clerk("s2").quoteGrab(other))).isEqualTo("GRAB_EXCEEDS_OPEN");
  }

  @Test
  void whoWouldAskKnowsTheCostBeforeAnythingIsPosted() {
    prices();
    set(rules().build());
    TransferRequest wish = edge.post().build().getTransferRequest();
    QuoteTransferRequest.Builder asked =
        QuoteTransferRequest.newBuilder().setSupplierStore("stores/s2");
    wish.getLinesList()
        .forEach(
            line -> asked.addLinesBuilder().setSku(line.getSku()).setQuantity(line.getQuantity()));
    Quote before = clerk("s1").quoteTransfer(asked.build());
    TransferRequest posted = requests().createTransferRequest(edge.post().build());
    Quote after =
        clerk("s2").quoteGrab(QuoteGrabRequest.newBuilder().setName(posted.getName()).build());
    assertThat(before.getTransferRequest()).isEmpty();
    assertThat(text(before.getRequesterPays())).isEqualTo("113.88");
    assertThat(before).isEqualTo(after.toBuilder().clearTransferRequest().build());
  }

  @Test
  void aTransferIsQuotedToNobodyElseAndBetweenTwoStores() {
    QuoteTransferRequest asked =
        QuoteTransferRequest.newBuilder()
            .setSupplierStore("stores/s2")
            .setRequestingStore("stores/s1")
            .addLines(Quantity.newBuilder().setSku("skus/sku-1").setQuantity(1))
            .build();
    assertThat(clerk("s2").quoteTransfer(asked).getSupplierStore()).isEqualTo("stores/s2");
    assertThat(reason(() -> clerk("s3").quoteTransfer(asked))).isEqualTo("NOT_ALLOWED");
    QuoteTransferRequest itself = asked.toBuilder().setSupplierStore("stores/s1").build();
    assertThat(reason(() -> clerk("s1").quoteTransfer(itself))).isEqualTo("INVALID_FIELDS");
    QuoteTransferRequest twice = asked.toBuilder().addLines(asked.getLines(0)).build();
    assertThat(reason(() -> clerk("s1").quoteTransfer(twice))).isEqualTo("INVALID_FIELDS");
    QuoteTransferRequest unknown =
        asked.toBuilder().setLines(0, asked.getLines(0).toBuilder().setSku("skus/no")).build();
    assertThat(reason(() -> clerk("s1").quoteTransfer(unknown))).isEqualTo("NOT_FOUND");
  }

  @Test
  void withoutRulesNothingCostsAnything() {
    TransferRequest posted = requests().createTransferRequest(edge.post().build());
    Quote quote =
        clerk("s2").quoteGrab(QuoteGrabRequest.newBuilder().setName(posted.getName()).build());
    assertThat(quote.getRulesVersion()).isZero();
    assertThat(quote.getLines(0).getPriced()).isFalse();
    assertThat(quote.hasPrice()).isFalse();
  }

  @Test
  @DisplayName(
      "P9: a statement goes from its opening to its closing by its postings, on both sides")
  void aStatementGoesFromOpeningToClosing() {
    post(1, NOVEMBER.minusSeconds(86_400L * 10), 2, 0);
    post(2, NOVEMBER, 3, 1);
    Statement east = statement("dealer-1", "dealer-2");
    Statement west = statement("dealer-2", "dealer-1");
    assertThat(text(east.getAccounts(0).getOpening())).isEqualTo("109.88");
    assertThat(text(east.getAccounts(0).getClosing())).isEqualTo("219.76");
    assertThat(text(west.getAccounts(0).getOpening())).isEqualTo("-109.88");
    assertThat(text(west.getAccounts(0).getClosing())).isEqualTo("-219.76");
    assertThat(east.getAccounts(0).getItemsList())
        .extracting(
            Statement.Item::getKind,
            Statement.Item::getReversal,
            item -> text(item.getReceived()),
            item -> text(item.getPaid()))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Posting.Kind.KIND_PRICE, false, "164.82", "0.00"),
            org.assertj.core.groups.Tuple.tuple(Posting.Kind.KIND_PRICE, true, "0.00", "54.94"));
    var check = hq().checkBooks(CheckBooksRequest.getDefaultInstance());
    assertThat(check.getBalanced()).isTrue();
    assertThat(text(check.getSums(0).getSum())).isEqualTo("0.00");
    assertThat(text(check.getSums(0).getOwed())).isEqualTo("219.76");
    assertThat(check.getSums(0).getPostingCount()).isEqualTo(3);
    var balances =
        hq().listBalances(ListBalancesRequest.newBuilder().setParent("owners/dealer-2").build());
    assertThat(text(balances.getBalances(0).getBalance())).isEqualTo("-219.76");
  }

  @Test
  void postingsComeInPagesOldestFirstWithTheirCauses() {
    for (int order = 1; order <= 5; order++) {
      post(order, NOVEMBER.plusSeconds(order), order, 0);
    }
    List<Long> units = new ArrayList<>();
    String token = "";
    do {
      ListPostingsResponse page =
          owner("dealer-1")
              .listPostings(
                  ListPostingsRequest.newBuilder()
                      .setParent("owners/dealer-1")
                      .setCounterparty("owners/dealer-2")
                      .setMonth("2026-11")
                      .setPageSize(2)
                      .setPageToken(token)
                      .build());
      page.getPostingsList().forEach(posting -> units.add(posting.getQuantity()));
      page.getPostingsList()
          .forEach(
              posting -> {
                assertThat(posting.getCause()).isEqualTo("RECEIVED");
                assertThat(posting.getStep()).isEqualTo(6);
                assertThat(posting.getTransferOrder()).startsWith("transferOrders/");
              });
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(units).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void postingsOfAnOrderAreFoundAmongThoseOfItsMonth() {
    for (int order = 1; order <= 3; order++) {
      post(order, NOVEMBER.plusSeconds(order), order, 0);
    }
    ListPostingsRequest all =
        ListPostingsRequest.newBuilder()
            .setParent("owners/dealer-1")
            .setCounterparty("owners/dealer-2")
            .setMonth("2026-11")
            .build();
    String second = owner("dealer-1").listPostings(all).getPostings(1).getTransferOrder();
    ListPostingsResponse found =
        owner("dealer-1").listPostings(all.toBuilder().setTransferOrder(second).build());
    assertThat(found.getPostingsList()).hasSize(1);
    assertThat(found.getPostings(0).getQuantity()).isEqualTo(2);
    assertThat(found.getNextPageToken()).isEmpty();
  }

  @Test
  void aStatementIsExportedAsCsvAndAsWorkbook() throws Exception {
    post(1, NOVEMBER, 2, 1);
    String csv = export(ExportStatementRequest.Format.FORMAT_CSV).toStringUtf8().replace("\r", "");
    assertThat(csv.split("\n"))
        .hasSize(3)
        .satisfies(
            lines -> {
              assertThat(lines[0]).startsWith("posting,time,order,step,cause,kind,reversal,sku");
              assertThat(lines[1])
                  .endsWith(",PRICE,false,sku-1,2,54.94,109.88,CNY,dealer-2,dealer-1,109.88");
              assertThat(lines[2])
                  .endsWith(",PRICE,true,sku-1,1,54.94,54.94,CNY,dealer-1,dealer-2,-54.94");
            });
    Path workbook = Files.createTempFile("statement", ".xlsx");
    Files.write(workbook, export(ExportStatementRequest.Format.FORMAT_XLSX).toByteArray());
    try (ZipFile zip = new ZipFile(workbook.toFile())) {
      var sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"));
      assertThat(new String(sheet.readAllBytes(), StandardCharsets.UTF_8))
          .contains("109.88", "-54.94");
      assertThat(zip.getEntry("xl/workbook.xml")).isNotNull();
    } finally {
      Files.delete(workbook);
    }
  }

  @Test
  @DisplayName("P7: only the owners of a pair and headquarters read its books")
  void onlyTheOwnersOfAPairAndHeadquartersReadItsBooks() {
    post(1, NOVEMBER, 2, 0);
    GetStatementRequest of = of("dealer-1", "dealer-2");
    assertThat(owner("dealer-2").getStatement(of).getAccountsCount()).isEqualTo(1);
    for (SettlementServiceBlockingStub stranger :
        List.of(owner("head"), clerk("s1"), clerk("s2"))) {
      assertThat(reason(() -> stranger.getStatement(of))).isEqualTo("NOT_ALLOWED");
      assertThat(
              reason(
                  () ->
                      stranger.listPostings(
                          ListPostingsRequest.newBuilder()
                              .setParent("owners/dealer-1")
                              .setCounterparty("owners/dealer-2")
                              .build())))
          .isEqualTo("NOT_ALLOWED");
      assertThat(
              reason(
                  () ->
                      stranger
                          .exportStatement(
                              ExportStatementRequest.newBuilder()
                                  .setParent("owners/dealer-1")
                                  .setCounterparty("owners/dealer-2")
                                  .setFormat(ExportStatementRequest.Format.FORMAT_CSV)
                                  .build())
                          .forEachRemaining(part -> {})))
          .isEqualTo("NOT_ALLOWED");
      assertThat(
              reason(
                  () ->
                      stranger.listBalances(
                          ListBalancesRequest.newBuilder().setParent("owners/dealer-1").build())))
          .isEqualTo("NOT_ALLOWED");
      assertThat(reason(() -> stranger.checkBooks(CheckBooksRequest.getDefaultInstance())))
          .isEqualTo("NOT_ALLOWED");
      assertThat(reason(() -> stranger.listBudgets(ListBudgetsRequest.getDefaultInstance())))
          .isEqualTo("NOT_ALLOWED");
      assertThat(reason(() -> stranger.getTradeRules(GetTradeRulesRequest.getDefaultInstance())))
          .isEqualTo("NOT_ALLOWED");
    }
  }

  record Bad(String field, String expected, Consumer<SetTradeRulesRequest.Builder> change) {}

  static List<Bad> bad() {
    return List.of(
        bad("trade_rules.currency_code", "ISO 4217", r -> r.setCurrencyCode("XXQ")),
        bad("trade_rules.chain_owner", "owners/dealer-0001", r -> r.setChainOwner("head")),
        bad(
            "trade_rules.freight[0].per_unit.currency_code",
            "an amount in CNY",
            r -> r.getFreightBuilder(0).getPerUnitBuilder().setCurrencyCode("EUR")),
        bad(
            "trade_rules.freight[0].per_order",
            "at most 2 decimals",
            r -> r.getFreightBuilder(0).getPerOrderBuilder().setNanos(1_000_000)),
        bad(
            "trade_rules.freight[1].upto_metres",
            "more metres",
            r -> r.addFreight(r.getFreight(0))),
        bad(
            "trade_rules.budgets[0].cap",
            "an amount from 0",
            r -> r.getBudgetsBuilder(0).getCapBuilder().setUnits(-1)),
        bad(
            "trade_rules.subsidies[0].budget_id",
            "a budget in the same rules",
            r -> r.getSubsidiesBuilder(0).setBudgetId("autumn")),
        bad("trade_rules.prices[1]", "nothing behind a rule", r -> r.addPrices(r.getPrices(0))),
        bad(
            "trade_rules.prices[0].formula",
            "exactly one of share_of_retail",
            r -> r.getPricesBuilder(0).clearFormula()));
  }

  private static Bad bad(String field, String expected, Consumer<TradeRules.Builder> change) {
    return new Bad(field, expected, set -> change.accept(set.getTradeRulesBuilder()));
  }

  @ParameterizedTest
  @MethodSource("bad")
  @DisplayName("P12: rules that cannot be right are refused, field by field")
  void wrongRulesAreRefusedByField(Bad bad) {
    SetTradeRulesRequest.Builder set =
        SetTradeRulesRequest.newBuilder()
            .setRequestId(EdgeFixture.requestId())
            .setTradeRules(rules());
    bad.change().accept(set);
    StatusRuntimeException e =
        catchThrowableOfType(StatusRuntimeException.class, () -> hq().setTradeRules(set.build()));
    assertThat(e.getStatus().getCode()).as("%s", e).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(EdgeFixture.badRequest(e).getFieldViolationsList())
        .singleElement()
        .satisfies(
            wrong -> {
              assertThat(wrong.getField()).isEqualTo(bad.field());
              assertThat(wrong.getDescription()).contains(bad.expected());
            });
  }

  @Test
  @DisplayName("P12: prices that cannot be right are refused, field by field")
  void wrongPricesAreRefusedByField() {
    ListPrice right =
        ListPrice.newBuilder()
            .setSku("skus/sku-1")
            .setRetail(money("99.90"))
            .setCost(money("40"))
            .build();
    assertThat(wrongPrice(right, right)).isEqualTo("prices[1].sku");
    assertThat(wrongPrice(right.toBuilder().clearOf().build())).isEqualTo("prices[0].of");
    assertThat(wrongPrice(right.toBuilder().clearRetail().build())).isEqualTo("prices[0].retail");
    assertThat(
            wrongPrice(
                right.toBuilder().setCost(money("40").toBuilder().setCurrencyCode("EUR")).build()))
        .isEqualTo("prices[0].cost.currency_code");
    assertThat(
            wrongPrice(
                right.toBuilder()
                    .setRetail(money("1").toBuilder().setCurrencyCode("yuan"))
                    .build()))
        .isEqualTo("prices[0].retail.currency_code");
  }

  private String wrongPrice(ListPrice... prices) {
    StatusRuntimeException e =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                hq().importPrices(
                        ImportPricesRequest.newBuilder()
                            .setRequestId(EdgeFixture.requestId())
                            .addAllPrices(List.of(prices))
                            .build()));
    return EdgeFixture.badRequest(e).getFieldViolations(0).getField();
  }

  private io.shelfshare.market.v1.SetTradeRulesResponse set(TradeRules rules) {
    return hq().setTradeRules(
            SetTradeRulesRequest.newBuilder()
                .setRequestId(EdgeFixture.requestId())
                .setTradeRules(rules)
                .build());
  }

  private void prices() {
    hq().importPrices(
            ImportPricesRequest.newBuilder()
                .setRequestId(EdgeFixture.requestId())
                .addPrices(
                    ListPrice.newBuilder()
                        .setSku("skus/sku-1")
                        .setRetail(money("99.90"))
                        .setCost(money("40")))
                .build());
  }

  private void post(int order, Instant at, long units, long reversed) {
    Due.Key key =
        new Due.Key(Due.Kind.PRICE, Optional.of(new SkuId("sku-1")), PAIR.second(), PAIR.first());
    Due due =
        new Due(key, io.shelfshare.domain.settlement.Money.parse("54.94", "CNY"), units, reversed);
    OrderId id = new OrderId("6a6f6b5e-7c2f-4d2b-9d6c-0f8c1c7f5a11-0000000" + order);
    edge.market.settlement.post(PAIR, new PostingStep(id, 6, "RECEIVED", false, List.of(due)), at);
  }

  private ByteString export(ExportStatementRequest.Format format) {
    ByteString all = ByteString.EMPTY;
    var parts =
        owner("dealer-1")
            .exportStatement(
                ExportStatementRequest.newBuilder()
                    .setParent("owners/dealer-1")
                    .setCounterparty("owners/dealer-2")
                    .setMonth("2026-11")
                    .setFormat(format)
                    .build());
    while (parts.hasNext()) {
      all = all.concat(parts.next().getContent());
    }
    return all;
  }

  private Statement statement(String owner, String other) {
    return owner(owner).getStatement(of(owner, other));
  }

  private static GetStatementRequest of(String owner, String other) {
    return GetStatementRequest.newBuilder()
        .setParent("owners/" + owner)
        .setCounterparty("owners/" + other)
        .setMonth("2026-11")
        .build();
  }

  private static TradeRules.Builder rules() {
    return TradeRules.newBuilder()
        .setCurrencyCode("CNY")
        .setChainOwner("owners/head")
        .addPrices(TradeRules.TransferPriceRule.newBuilder().setShareOfRetail(5_500))
        .addFreight(
            TradeRules.FreightBand.newBuilder()
                .setUptoMetres(20_000)
                .setPerOrder(money("5"))
                .setPerUnit(money("1")))
        .addBudgets(TradeRules.Budget.newBuilder().setBudgetId("spring").setCap(money("1000")))
        .addSubsidies(
            TradeRules.SubsidyRule.newBuilder()
                .setBudgetId("spring")
                .setToSupplier(UnitRate.newBuilder().setBasisPoints(500))
                .setToRequester(UnitRate.newBuilder().setFixed(money("1.50"))))
        .setIncentive(UnitRate.newBuilder().setBasisPoints(100));
  }

  private static com.google.type.Money money(String decimal) {
    return Moneys.message(io.shelfshare.domain.settlement.Money.parse(decimal, "CNY"));
  }

  private static String text(com.google.type.Money money) {
    return Moneys.money(money).decimal();
  }

  private static String reason(Runnable call) {
    return EdgeFixture.reason(catchThrowableOfType(StatusRuntimeException.class, call::run));
  }

  private SettlementServiceBlockingStub hq() {
    return edge.as(edge.headquarters(), SettlementServiceGrpc.newBlockingStub(edge.channel));
  }

  private SettlementServiceBlockingStub clerk(String store) {
    return edge.as(edge.clerk(store), SettlementServiceGrpc.newBlockingStub(edge.channel));
  }

  private SettlementServiceBlockingStub owner(String owner) {
    String token = EdgeFixture.TOKENS.owner(owner, edge.now().plus(java.time.Duration.ofHours(1)));
    return edge.as(token, SettlementServiceGrpc.newBlockingStub(edge.channel));
  }

  private TransferRequestServiceGrpc.TransferRequestServiceBlockingStub requests() {
    return edge.as(edge.clerk("s1"), TransferRequestServiceGrpc.newBlockingStub(edge.channel));
  }
}
