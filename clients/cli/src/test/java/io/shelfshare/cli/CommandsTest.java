package io.shelfshare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.shelfshare.market.v1.Contract;
import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.DirectoryServiceGrpc;
import io.shelfshare.market.v1.FindStockRequest;
import io.shelfshare.market.v1.FindStockResponse;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestResponse;
import io.shelfshare.market.v1.ImportContractsRequest;
import io.shelfshare.market.v1.ImportContractsResponse;
import io.shelfshare.market.v1.ImportSkusRequest;
import io.shelfshare.market.v1.ImportSkusResponse;
import io.shelfshare.market.v1.ImportStoresRequest;
import io.shelfshare.market.v1.ImportStoresResponse;
import io.shelfshare.market.v1.ListContractsRequest;
import io.shelfshare.market.v1.ListContractsResponse;
import io.shelfshare.market.v1.ListTransferRequestsRequest;
import io.shelfshare.market.v1.ListTransferRequestsResponse;
import io.shelfshare.market.v1.ReceiveTransferOrderRequest;
import io.shelfshare.market.v1.RecordStockMovementsRequest;
import io.shelfshare.market.v1.RecordStockMovementsResponse;
import io.shelfshare.market.v1.StockServiceGrpc;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferOrderServiceGrpc;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.TransferRequestServiceGrpc;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is typed reaches the API as it was meant, and what comes back reads well. */
class CommandsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
  private static final String REQUEST = "ea02a64a-7909-5f7d-b1bb-1e80a5c41613";

  private final BlockingQueue<Object> calls = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> tokens = new LinkedBlockingQueue<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;
  private Server server;

  @BeforeEach
  void start() throws Exception {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new Stock())
            .addService(new Requests())
            .addService(new Orders())
            .addService(new Directory())
            .intercept(new SeeTokens())
            .build()
            .start();
    Files.createDirectories(folder.resolve(".shelfshare/dev"));
    Files.writeString(
        folder.resolve(".shelfshare/dev/ready.json"),
        """
        {"grpc": "http://127.0.0.1:%d", "tokens": {"s1": "%s", "s2": "%s"},
         "headquarters_token": "%s"}
        """
            .formatted(server.getPort(), token("s1"), token("s2"), token("")));
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  private static String token(String store) {
    String claims = "{\"sub\":\"c\",\"role\":\"CLERK\",\"store\":\"" + store + "\"}";
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return "e30." + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".sig";
  }

  private int run(String... args) {
    return Shelfshare.run(
        new Shelfshare.Surroundings(
            Map.of(),
            folder.resolve("."),
            CLOCK,
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            false,
            false),
        args);
  }

  @Test
  void aRunningDevChainIsFoundWithTheTokenThatWasAskedFor() throws Exception {
    assertThat(run("find-stock", "tee", "--as", "s2")).isZero();
    assertThat(tokens.take()).isEqualTo("Bearer " + token("s2"));
    assertThat(((FindStockRequest) calls.take()).getStore()).isEqualTo("stores/s2");
  }

  @Test
  void tablesAreAlignedWithWideCharacters() {
    assertThat(run("find-stock", "tee", "--as", "s1")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "STORE  NAME       REGION      AVAILABLE  DISTANCE",
            "s2     杭州1店    CN/East             3    1.5 km",
            "s3     Nanjing 1  CN/Central         12  250.3 km");
    assertThat(err.toString()).isEqualToIgnoringNewLines("15 units available in the chain.");
  }

  @Test
  void jsonIsTheMessageOfTheApiAlone() throws Exception {
    assertThat(run("find-stock", "tee", "--as", "s1", "--output", "json")).isZero();
    FindStockResponse.Builder read = FindStockResponse.newBuilder();
    JsonFormat.parser().merge(out.toString(), read);
    assertThat(read.getSuppliesCount()).isEqualTo(2);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aPlaceIsAStoreOrAPoint() throws Exception {
    run("find-stock", "tee", "--as", "s1", "--near", "s9");
    assertThat(((FindStockRequest) calls.take()).getStore()).isEqualTo("stores/s9");
    run("find-stock", "tee", "--as", "s1", "--near", "30.25,120.15");
    assertThat(((FindStockRequest) calls.take()).getPlace().getLatitude()).isEqualTo(30.25);
  }

  @Test
  void aPostSaysWhatWasTyped() throws Exception {
    assertThat(run("post", "tee-m=2", "skus/tee-l", "--as", "s1", "--expires", "2h", "--note", "x"))
        .isZero();
    var call = (CreateTransferRequestRequest) calls.take();
    assertThat(call.getParent()).isEqualTo("stores/s1");
    TransferRequest request = call.getTransferRequest();
    assertThat(request.getLines(0).getSku()).isEqualTo("skus/tee-m");
    assertThat(request.getLines(0).getQuantity()).isEqualTo(2);
    assertThat(request.getLines(1).getQuantity()).isEqualTo(1);
    assertThat(request.getExpireTime().getSeconds())
        .isEqualTo(CLOCK.instant().plusSeconds(7200).getEpochSecond());
    assertThat(out.toString()).contains("Expires in 2 h");
  }

  @Test
  void aLostGrabSaysWhyInBothLanguagesAndEndsWithOne() {
    assertThat(run("grab", REQUEST, "tee=1", "--as", "s2")).isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString()).contains("ALREADY_COVERED").contains("somebody was faster");
    assertThat(run("grab", REQUEST, "tee=1", "--as", "s2", "--lang", "zh"))
        .isEqualTo(ExitCodes.REFUSED);
    assertThat(err.toString()).contains("需求已全部判给其他门店");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aProgramReadsARefusalAsJson() {
    run("grab", REQUEST, "tee=1", "--as", "s2", "-o", "json");
    assertThat(err.toString()).contains("\"reason\":\"ALREADY_COVERED\"");
  }

  @Test
  void theBeginningOfAnIdIsEnough() throws Exception {
    run("grab", "ea02", "tee=1", "--as", "s2");
    assertThat(calls.take()).isInstanceOf(ListTransferRequestsRequest.class);
    assertThat(calls.take()).isInstanceOf(ListTransferRequestsRequest.class);
    assertThat(((GrabTransferRequestRequest) calls.take()).getName())
        .isEqualTo("transferRequests/" + REQUEST);
  }

  @Test
  void aReceiptNamesAcceptedAndDamagedUnits() throws Exception {
    run("receive", REQUEST + "-abcdefgh", "tee=2/1", "--as", "s1");
    var receipt = ((ReceiveTransferOrderRequest) calls.take()).getReceipts(0);
    assertThat(receipt.getAccepted()).isEqualTo(2);
    assertThat(receipt.getDamaged()).isEqualTo(1);
  }

  @Test
  void aRecordedMovementIsOfTheKindThatWasTyped() throws Exception {
    run("stock", "record", "correction", "tee=-1", "--reason", "moth", "--as", "s1");
    var movement = ((RecordStockMovementsRequest) calls.take()).getMovements(0);
    assertThat(movement.getCorrection()).isEqualTo(-1);
    assertThat(movement.getReason()).isEqualTo("moth");
  }

  @Test
  void skusAreImportedFromCsvInBatches() throws Exception {
    StringBuilder csv = new StringBuilder("id,style,colour,size,gtin,display_name\n");
    for (int i = 0; i < 1001; i++) {
      csv.append("tee-").append(i).append(",tee,red,\"M, slim\",,Tee\n");
    }
    Path file = Files.writeString(folder.resolve("skus.csv"), csv);
    assertThat(run("directory", "import-skus", file.toString(), "--as", "hq")).isZero();
    assertThat(((ImportSkusRequest) calls.take()).getValidateOnly()).isTrue();
    assertThat(((ImportSkusRequest) calls.take()).getSkusCount()).isEqualTo(1);
    ImportSkusRequest first = (ImportSkusRequest) calls.take();
    assertThat(first.getValidateOnly()).isFalse();
    assertThat(first.getSkus(7).getSize()).isEqualTo("M, slim");
    assertThat(((ImportSkusRequest) calls.take()).getSkusCount()).isEqualTo(1);
    assertThat(out.toString()).contains("1,001");
  }

  @Test
  @DisplayName("P12: every error of a file is told by its line, and nothing is imported")
  void aFileWithErrorsIsRefusedAsAWhole() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("stores.csv"),
            """
            id,display_name,owner,latitude,longitude,region
            s1,One,dealer-1,30.1,120.2,CN/East
            s2,Two,dealer-1,north,120.2,CN/East
            s3,Three,nobody,30.1,120.2,CN/East
            s4,Four,dealer-1,30.1,,CN/East
            """);
    assertThat(run("directory", "import-stores", file.toString(), "--as", "hq"))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString())
        .contains("stores.csv:3: column latitude is not a number: north")
        .contains("stores.csv:4: owner: unknown")
        .contains("stores.csv:5: column longitude is not a number")
        .contains("3 errors");
    assertThat(((ImportStoresRequest) calls.take()).getValidateOnly()).isTrue();
    assertThat(calls).isEmpty();
  }

  @Test
  void whatIsExportedCanBeImportedAgain() throws Exception {
    Path file = folder.resolve("contracts.csv");
    assertThat(run("directory", "export", "contracts", "--to", file.toString(), "--as", "hq"))
        .isZero();
    assertThat(Files.readString(file))
        .isEqualToNormalizingNewlines("owner,viewer,visibility\ndealer-1,,yes_no\n");
    calls.take();
    assertThat(run("directory", "import-contracts", file.toString(), "--as", "hq")).isZero();
    Contract sent = ((ImportContractsRequest) calls.take()).getContracts(0);
    assertThat(sent.getName()).isEqualTo("owners/dealer-1/contracts/-");
    assertThat(sent.getVisibility()).isEqualTo(Contract.Visibility.VISIBILITY_YES_NO);
  }

  @Test
  void anUnreachableClusterEndsWithFour() {
    assertThat(run("find-stock", "tee", "--as", "s1", "--endpoint", "http://127.0.0.1:1"))
        .isEqualTo(ExitCodes.UNAVAILABLE);
  }

  @Test
  void aStoreWithoutATokenIsTyped() {
    assertThat(run("find-stock", "tee", "--as", "s7")).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("s7").contains("s1, s2, hq");
  }

  private <A> void answer(Object call, A message, StreamObserver<A> to) {
    calls.add(call);
    to.onNext(message);
    to.onCompleted();
  }

  private final class Stock extends StockServiceGrpc.StockServiceImplBase {
    @Override
    public void findStock(FindStockRequest call, StreamObserver<FindStockResponse> to) {
      answer(
          call,
          FindStockResponse.newBuilder()
              .addSupplies(supply("s2", "杭州1店", "CN/East", 3, 1.46))
              .addSupplies(supply("s3", "Nanjing 1", "CN/Central", 12, 250.31))
              .setTotalAvailable(15)
              .build(),
          to);
    }

    private static FindStockResponse.Supply supply(
        String store, String name, String region, long units, double km) {
      return FindStockResponse.Supply.newBuilder()
          .setStore("stores/" + store)
          .setDisplayName(name)
          .setRegion(region)
          .setAvailable(units)
          .setDistanceKm(km)
          .build();
    }

    @Override
    public void recordStockMovements(
        RecordStockMovementsRequest call, StreamObserver<RecordStockMovementsResponse> to) {
      answer(call, RecordStockMovementsResponse.newBuilder().setMovementCount(1).build(), to);
    }
  }

  private final class Requests extends TransferRequestServiceGrpc.TransferRequestServiceImplBase {
    @Override
    public void createTransferRequest(
        CreateTransferRequestRequest call, StreamObserver<TransferRequest> to) {
      answer(call, call.getTransferRequest(), to);
    }

    @Override
    public void listTransferRequests(
        ListTransferRequestsRequest call, StreamObserver<ListTransferRequestsResponse> to) {
      answer(
          call,
          ListTransferRequestsResponse.newBuilder()
              .addTransferRequests(
                  TransferRequest.newBuilder().setName("transferRequests/" + REQUEST))
              .build(),
          to);
    }

    @Override
    public void grabTransferRequest(
        GrabTransferRequestRequest call, StreamObserver<GrabTransferRequestResponse> to) {
      calls.add(call);
      to.onError(
          StatusProto.toStatusRuntimeException(
              com.google.rpc.Status.newBuilder()
                  .setCode(Status.Code.FAILED_PRECONDITION.value())
                  .setMessage("somebody was faster")
                  .addDetails(
                      Any.pack(
                          ErrorInfo.newBuilder()
                              .setReason("ALREADY_COVERED")
                              .setDomain("shelfshare")
                              .build()))
                  .build()));
    }
  }

  private final class Orders extends TransferOrderServiceGrpc.TransferOrderServiceImplBase {
    @Override
    public void receiveTransferOrder(
        ReceiveTransferOrderRequest call, StreamObserver<TransferOrder> to) {
      answer(call, TransferOrder.newBuilder().setName(call.getName()).build(), to);
    }
  }

  private final class Directory extends DirectoryServiceGrpc.DirectoryServiceImplBase {
    @Override
    public void importSkus(ImportSkusRequest call, StreamObserver<ImportSkusResponse> to) {
      answer(
          call, ImportSkusResponse.newBuilder().setImportedCount(call.getSkusCount()).build(), to);
    }

    /** Knows one owner. */
    @Override
    public void importStores(ImportStoresRequest call, StreamObserver<ImportStoresResponse> to) {
      BadRequest.Builder wrong = BadRequest.newBuilder();
      for (int i = 0; i < call.getStoresCount(); i++) {
        if (!call.getStores(i).getOwner().equals("owners/dealer-1")) {
          wrong
              .addFieldViolationsBuilder()
              .setField("stores[" + i + "].owner")
              .setDescription("unknown");
        }
      }
      calls.add(call);
      to.onError(
          StatusProto.toStatusRuntimeException(
              com.google.rpc.Status.newBuilder()
                  .setCode(Code.INVALID_ARGUMENT_VALUE)
                  .setMessage("wrong")
                  .addDetails(Any.pack(wrong.build()))
                  .build()));
    }

    @Override
    public void importContracts(
        ImportContractsRequest call, StreamObserver<ImportContractsResponse> to) {
      answer(
          call,
          ImportContractsResponse.newBuilder().setImportedCount(call.getContractsCount()).build(),
          to);
    }

    @Override
    public void listContracts(ListContractsRequest call, StreamObserver<ListContractsResponse> to) {
      answer(
          call,
          ListContractsResponse.newBuilder()
              .addContracts(
                  Contract.newBuilder()
                      .setName("owners/dealer-1/contracts/-")
                      .setVisibility(Contract.Visibility.VISIBILITY_YES_NO))
              .build(),
          to);
    }
  }

  private final class SeeTokens implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      tokens.add(headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER)));
      return next.startCall(call, headers);
    }
  }
}
