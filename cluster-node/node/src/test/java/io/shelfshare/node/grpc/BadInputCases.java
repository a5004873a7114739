package io.shelfshare.node.grpc;

import com.google.protobuf.Timestamp;
import io.shelfshare.market.v1.ConfirmTransferOrderRequest;
import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.Destination;
import io.shelfshare.market.v1.DirectoryServiceGrpc;
import io.shelfshare.market.v1.FindStockRequest;
import io.shelfshare.market.v1.GetStockLineRequest;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.ImportOwnersRequest;
import io.shelfshare.market.v1.ImportStoresRequest;
import io.shelfshare.market.v1.ListStockLinesRequest;
import io.shelfshare.market.v1.ListTransferOrdersRequest;
import io.shelfshare.market.v1.ListTransferRequestsRequest;
import io.shelfshare.market.v1.Owner;
import io.shelfshare.market.v1.Place;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.ReceiveTransferOrderRequest;
import io.shelfshare.market.v1.RecordStockMovementsRequest;
import io.shelfshare.market.v1.ReleaseTransferOrderRequest;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.StockMovement;
import io.shelfshare.market.v1.StockServiceGrpc;
import io.shelfshare.market.v1.Store;
import io.shelfshare.market.v1.TransferOrderServiceGrpc;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.TransferRequestServiceGrpc;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every kind of bad input, each with the one field that is wrong and what is said of it. */
final class BadInputCases {
  private static final String REQUEST = "transferRequests/019aa5b2-7c1e-5d3a-9f00-1b2c3d4e5f60";
  private static final String ORDER =
      "transferOrders/019aa5b2-7c1e-5d3a-9f00-1b2c3d4e5f60-0a1b2c3d";

  private BadInputCases() {}

  record Case(String name, String field, String expected, Consumer<EdgeFixture> call) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
            posts(),
            grabs(),
            movements(),
            reads(),
            orders(),
            BadOrderInput.cases(),
            imports(),
            BadBids.cases(),
            BadReportInput.cases())
        .flatMap(cases -> cases);
  }

  private static Case post(
      String name, String field, String expected, Consumer<TransferRequest.Builder> change) {
    return postOf(name, field, expected, post -> change.accept(post.getTransferRequestBuilder()));
  }

  private static Case postOf(
      String name,
      String field,
      String expected,
      Consumer<CreateTransferRequestRequest.Builder> change) {
    return new Case(
        name,
        field,
        expected,
        on -> {
          CreateTransferRequestRequest.Builder post = on.post();
          change.accept(post);
          requests(on).createTransferRequest(post.build());
        });
  }

  private static Stream<Case> posts() {
    String line = "transfer_request.lines[0].quantity";
    String range = "a number from 1 to 10000";
    return Stream.of(
        post(
            "quantity 0",
            line,
            "was \"0\"; expected " + range,
            r -> r.getLinesBuilder(0).setQuantity(0)),
        post(
            "quantity below 0",
            line,
            "was \"-3\"; expected " + range,
            r -> r.getLinesBuilder(0).setQuantity(-3)),
        post(
            "an enormous quantity",
            line,
            "was \"9223372036854775807\"; expected " + range,
            r -> r.getLinesBuilder(0).setQuantity(Long.MAX_VALUE)),
        post("no lines", "transfer_request.lines", "expected 1 to 50 entries", r -> r.clearLines()),
        post(
            "too many lines",
            "transfer_request.lines",
            "was \"51 entries\"; expected 1 to 50 entries",
            r ->
                IntStream.range(0, 50)
                    .forEach(
                        i ->
                            r.addLines(
                                RequestLine.newBuilder().setSku("skus/x-" + i).setQuantity(1)))),
        post(
            "a SKU twice",
            "transfer_request.lines[1].sku",
            "each SKU once",
            r -> r.addLines(r.getLines(0))),
        post(
            "a malformed SKU name",
            "transfer_request.lines[0].sku",
            "a resource name like skus/sku-000001",
            r -> r.getLinesBuilder(0).setSku("sku 1")),
        post("no mode", "transfer_request.mode", "one of MODE_FIRST_COME", r -> r.clearMode()),
        post(
            "an unknown mode",
            "transfer_request.mode",
            "was \"99\"; expected one of",
            r -> r.setModeValue(99)),
        post(
            "an over-long note",
            "transfer_request.note",
            "text of at most 500 characters",
            r -> r.setNote("x".repeat(501))),
        post("no expiry", "transfer_request.expire_time", "missing", r -> r.clearExpireTime()),
        post(
            "an expiry in the past",
            "transfer_request.expire_time",
            "between 5 seconds and 7 days from now",
            r -> r.setExpireTime(in(Duration.ofSeconds(-10)))),
        post(
            "an expiry too far ahead",
            "transfer_request.expire_time",
            "between 5 seconds and 7 days from now",
            r -> r.setExpireTime(in(Duration.ofDays(8)))),
        post(
            "an impossible time",
            "transfer_request.expire_time",
            "a time between year 1 and 9999",
            r -> r.setExpireTime(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))),
        post(
            "needed before now",
            "transfer_request.needed_by",
            "a time that is not in the past",
            r -> r.setNeededBy(in(Duration.ofSeconds(-10)))),
        post(
            "too many suppliers",
            "transfer_request.split_limit",
            "a number from 0 to 50",
            r -> r.setSplitLimit(51)),
        post(
            "a destination that is another store",
            "transfer_request.destination.store",
            "the store that posts, stores/s1",
            r -> r.setDestination(Destination.newBuilder().setStore("stores/s2"))),
        post(
            "a destination that says nothing",
            "transfer_request.destination.to",
            "exactly one of store, customer_reference",
            r -> r.setDestination(Destination.getDefaultInstance())),
        post(
            "a customer's name",
            "transfer_request.destination.customer_reference",
            "never a name or an address",
            r -> r.setDestination(Destination.newBuilder().setCustomerReference("Ms. Wang"))),
        postOf(
            "no request id", "request_id", "missing; expected a UUIDv7", p -> p.clearRequestId()),
        postOf(
            "a malformed request id",
            "request_id",
            "was \"abc\"; expected a UUIDv7",
            p -> p.setRequestId("abc")),
        postOf(
            "a random request id",
            "request_id",
            "expected a UUIDv7",
            p -> p.setRequestId("7f1e4b52-6a3c-4f0e-9a51-0d3c8c5d2b11")),
        postOf(
            "a malformed store",
            "parent",
            "a resource name like stores/s00001",
            p -> p.setParent("s1")),
        postOf(
            "not_after too far ahead",
            "not_after",
            "at most 300 seconds from now",
            p -> p.setNotAfter(in(Duration.ofHours(1)))));
  }

  private static Stream<Case> grabs() {
    return Stream.of(
        grab("a grab of nothing", "lines", "1 to 50 entries", g -> g.clearLines()),
        grab(
            "a grab of 0 units",
            "lines[0].quantity",
            "a number from 1 to 10000",
            g -> g.getLinesBuilder(0).setQuantity(0)),
        grab(
            "a grab of a SKU twice",
            "lines[1].sku",
            "each SKU once",
            g -> g.addLines(g.getLines(0))),
        grab(
            "a grab of no request",
            "name",
            "transferRequests/",
            g -> g.setName("transferRequests/1")),
        grab(
            "a grab for no store",
            "store",
            "stores/s00001, or nothing",
            g -> g.setStore("Stores/1")));
  }

  private static Case grab(
      String name,
      String field,
      String expected,
      Consumer<GrabTransferRequestRequest.Builder> change) {
    return new Case(
        name,
        field,
        expected,
        on -> {
          GrabTransferRequestRequest.Builder grab =
              GrabTransferRequestRequest.newBuilder()
                  .setName(REQUEST)
                  .setRequestId(EdgeFixture.requestId())
                  .addLines(Quantity.newBuilder().setSku("skus/sku-1").setQuantity(1));
          change.accept(grab);
          requests(on).grabTransferRequest(grab.build());
        });
  }

  private static Stream<Case> movements() {
    return Stream.of(
        movement(
            "a correction without a reason",
            "movements[0].reason",
            "a correction needs one",
            m -> m.setCorrection(-1)),
        movement(
            "a correction of 0",
            "movements[0].correction",
            "not 0",
            m -> m.setCorrection(0).setReason("x")),
        movement(
            "a sale below 0", "movements[0].sale", "a number from 1 to 10000", m -> m.setSale(-1)),
        movement(
            "a movement of no kind",
            "movements[0].kind",
            "exactly one of sale, receipt",
            m -> m.clearKind()),
        movement(
            "a negative count",
            "movements[0].count",
            "a number from 0 to 1000000",
            m -> m.setCount(-1)),
        new Case(
            "too many movements",
            "movements",
            "1 to 500 entries",
            on -> {
              var batch =
                  RecordStockMovementsRequest.newBuilder()
                      .setParent("stores/s1")
                      .setRequestId(EdgeFixture.requestId());
              IntStream.range(0, 501)
                  .forEach(
                      i ->
                          batch.addMovements(
                              StockMovement.newBuilder().setSku("skus/sku-1").setSale(1)));
              stock(on).recordStockMovements(batch.build());
            }));
  }

  private static Case movement(
      String name, String field, String expected, Consumer<StockMovement.Builder> change) {
    return new Case(
        name,
        field,
        expected,
        on -> {
          StockMovement.Builder movement =
              StockMovement.newBuilder().setSku("skus/sku-1").setSale(1);
          change.accept(movement);
          stock(on)
              .recordStockMovements(
                  RecordStockMovementsRequest.newBuilder()
                      .setParent("stores/s1")
                      .setRequestId(EdgeFixture.requestId())
                      .addMovements(movement)
                      .build());
        });
  }

  private static Stream<Case> reads() {
    return Stream.of(
        new Case(
            "a malformed stock line",
            "name",
            "stores/s00001/stockLines/sku-000001",
            on ->
                stock(on)
                    .getStockLine(GetStockLineRequest.newBuilder().setName("stores/s1").build())),
        new Case(
            "a page too large",
            "page_size",
            "was \"1001\"; expected a number from 0 to 1000",
            on ->
                stock(on)
                    .listStockLines(
                        ListStockLinesRequest.newBuilder()
                            .setParent("stores/s1")
                            .setPageSize(1001)
                            .build())),
        new Case(
            "a made-up page token",
            "page_token",
            "the next_page_token of the page before",
            on ->
                stock(on)
                    .listStockLines(
                        ListStockLinesRequest.newBuilder()
                            .setParent("stores/s1")
                            .setPageToken("bWFkZSB1cCBieSBhIGNsaWVudA")
                            .build())),
        new Case(
            "a latitude beyond the pole",
            "place.latitude",
            "a number from -90 to 90",
            on ->
                stock(on)
                    .findStock(
                        FindStockRequest.newBuilder()
                            .setSku("skus/sku-1")
                            .setPlace(Place.newBuilder().setLatitude(91))
                            .build())),
        new Case(
            "a latitude that is no number",
            "place.latitude",
            "a number from -90 to 90",
            on ->
                stock(on)
                    .findStock(
                        FindStockRequest.newBuilder()
                            .setSku("skus/sku-1")
                            .setPlace(Place.newBuilder().setLatitude(Double.NaN))
                            .build())),
        new Case(
            "near nothing, for headquarters",
            "near",
            "a store or a place",
            on ->
                on.as(on.headquarters(), StockServiceGrpc.newBlockingStub(on.channel))
                    .findStock(FindStockRequest.newBuilder().setSku("skus/sku-1").build())),
        new Case(
            "what the whole chain can supply",
            "can_supply",
            "expected false",
            on ->
                requests(on)
                    .listTransferRequests(
                        ListTransferRequestsRequest.newBuilder()
                            .setParent("stores/-")
                            .setCanSupply(true)
                            .build())),
        new Case(
            "an unknown scope",
            "scope",
            "one of REQUEST_SCOPE_MARKET, REQUEST_SCOPE_POSTED",
            on ->
                requests(on)
                    .listTransferRequests(
                        ListTransferRequestsRequest.newBuilder()
                            .setParent("stores/s1")
                            .setScopeValue(9)
                            .build())));
  }

  private static Stream<Case> orders() {
    return Stream.of(
        new Case(
            "an unknown state",
            "states[0]",
            "was \"77\"; expected one of STATE_AWARDED",
            on ->
                orderCalls(on)
                    .listTransferOrders(
                        ListTransferOrdersRequest.newBuilder()
                            .setParent("stores/s1")
                            .addStatesValue(77)
                            .build())),
        new Case(
            "a release without a reason",
            "reason",
            "one of RELEASE_REASON_NOT_FOUND",
            on ->
                orderCalls(on)
                    .releaseTransferOrder(
                        ReleaseTransferOrderRequest.newBuilder()
                            .setName(ORDER)
                            .setRequestId(EdgeFixture.requestId())
                            .build())),
        new Case(
            "a receipt of nothing",
            "receipts[0].accepted",
            "at least one unit",
            on ->
                orderCalls(on)
                    .receiveTransferOrder(
                        ReceiveTransferOrderRequest.newBuilder()
                            .setName(ORDER)
                            .setRequestId(EdgeFixture.requestId())
                            .addReceipts(
                                ReceiveTransferOrderRequest.Receipt.newBuilder()
                                    .setSku("skus/sku-1"))
                            .build())),
        new Case(
            "a malformed order",
            "name",
            "transferOrders/",
            on ->
                orderCalls(on)
                    .confirmTransferOrder(
                        ConfirmTransferOrderRequest.newBuilder()
                            .setName("transferOrders/1")
                            .setRequestId(EdgeFixture.requestId())
                            .build())));
  }

  private static Stream<Case> imports() {
    Owner.Builder ring = Owner.newBuilder().setDisplayName("x").setKind(Owner.Kind.KIND_DEALER);
    return Stream.of(
        owners(
            "an owner twice",
            "owners[1].name",
            "each name once",
            ring.clone().setName("owners/a").setParentOwner("owners/head").build(),
            ring.clone().setName("owners/a").setParentOwner("owners/head").build()),
        owners(
            "a dealer above none",
            "owners[0].parent_owner",
            "only the head office has none",
            ring.clone().setName("owners/a").build()),
        owners(
            "a ring of owners",
            "owners[0].parent_owner",
            "not below it",
            ring.clone().setName("owners/a").setParentOwner("owners/b").build(),
            ring.clone().setName("owners/b").setParentOwner("owners/a").build()),
        new Case(
            "a store without a place",
            "stores[0].place",
            "missing",
            on ->
                directory(on)
                    .importStores(
                        ImportStoresRequest.newBuilder()
                            .setRequestId(EdgeFixture.requestId())
                            .addStores(
                                Store.newBuilder()
                                    .setName("stores/s9")
                                    .setDisplayName("x")
                                    .setOwner("owners/head"))
                            .build())));
  }

  private static Case owners(String name, String field, String expected, Owner... owners) {
    return new Case(
        name,
        field,
        expected,
        on ->
            directory(on)
                .importOwners(
                    ImportOwnersRequest.newBuilder()
                        .setRequestId(EdgeFixture.requestId())
                        .addAllOwners(java.util.List.of(owners))
                        .build()));
  }

  private static Timestamp in(Duration ahead) {
    return Times.timestamp(Clock.systemUTC().instant().plus(ahead));
  }

  static TransferRequestServiceGrpc.TransferRequestServiceBlockingStub requests(EdgeFixture on) {
    return on.as(on.clerk("s1"), TransferRequestServiceGrpc.newBlockingStub(on.channel));
  }

  static StockServiceGrpc.StockServiceBlockingStub stock(EdgeFixture on) {
    return on.as(on.clerk("s1"), StockServiceGrpc.newBlockingStub(on.channel));
  }

  static TransferOrderServiceGrpc.TransferOrderServiceBlockingStub orderCalls(EdgeFixture on) {
    return on.as(on.clerk("s1"), TransferOrderServiceGrpc.newBlockingStub(on.channel));
  }

  static DirectoryServiceGrpc.DirectoryServiceBlockingStub directory(EdgeFixture on) {
    return on.as(on.headquarters(), DirectoryServiceGrpc.newBlockingStub(on.channel));
  }
}
