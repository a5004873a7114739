package io.shelfshare.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.loader.ChainLoader;
import io.shelfshare.load.measure.RunResult;
import io.shelfshare.load.measure.Step;
import io.shelfshare.load.mix.Operation;
import io.shelfshare.load.postgres.PostgresBinaries;
import io.shelfshare.load.postgres.PostgresMissingException;
import io.shelfshare.load.postgres.ThrowAwayPostgres;
import io.shelfshare.load.run.Stint;
import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.FindStockRequest;
import io.shelfshare.market.v1.FindStockResponse;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.TransferRequest;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The peer on a real PostgreSQL; skipped, and counted as such, where none is installed. */
class PeerServerTest {
  private static final int STORES = 12;
  private static final int SKUS = 20;
  private static final int UNITS = 1_000;
  private static final DemoChain CHAIN = DemoChain.of(1, STORES, SKUS);

  @TempDir private static Path folder;
  private static ThrowAwayPostgres postgres;
  private static PeerServer peer;
  private static ShelfshareClient client;
  private static Stint stint;

  @BeforeAll
  static void start() throws IOException {
    PostgresBinaries binaries;
    try {
      binaries = PostgresBinaries.find(System.getenv().getOrDefault("PATH", ""));
    } catch (PostgresMissingException missing) {
      Assumptions.abort("PostgreSQL is not installed: " + missing.getMessage());
      return;
    }
    postgres = ThrowAwayPostgres.start(binaries, folder.resolve("pg"), freePort());
    postgres.create("peer");
    peer = PeerServer.start(postgres.jdbcUrl("peer"), 8, 0, Clock.systemUTC());
    String endpoint = "http://127.0.0.1:" + peer.port();
    client = ShelfshareClient.builder().endpoint(endpoint).token("any").build();
    new ChainLoader(client, 4, Clock.systemUTC(), System::nanoTime)
        .loadDirectory(CHAIN, progress -> {});
    stint =
        new Stint(
            new Stint.Setting(List.of(endpoint, endpoint), "any", SKUS, 16, Duration.ofHours(1), 1),
            Clock.systemUTC(),
            System::nanoTime);
    stint.restock(UNITS, (what, share) -> {});
  }

  @AfterAll
  static void stop() {
    if (stint != null) {
      stint.close();
      client.close();
      peer.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  @Test
  void theGeneratorsGrabsAreWonAndItsRacersButOneLose() throws InterruptedException {
    stint.prepare(300);
    RunResult won = stint.grabs(1, Duration.ZERO, Duration.ofSeconds(20)).run();
    assertThat(won.errorCount()).isZero();
    assertThat(won.steps().get(Step.GRAB_WON).latency().count()).isEqualTo(300);
    stint.prepare(30);
    RunResult raced = stint.grabs(10, Duration.ZERO, Duration.ofSeconds(20)).run();
    assertThat(raced.errorCount()).isZero();
    assertThat(raced.steps().get(Step.GRAB_WON).latency().count()).isEqualTo(30);
    assertThat(raced.steps().get(Step.GRAB_LOST).latency().count()).isEqualTo(270);
    assertInvariants();
  }

  @Test
  void unitsGoTheirWholeWayAndNoneIsMadeOrLost() throws InterruptedException {
    RunResult lives = stint.operations(Operation.LIFE, Duration.ZERO, Duration.ofMillis(500)).run();
    assertThat(lives.errorCount()).isZero();
    assertThat(lives.steps().get(Step.LIFE).latency().count()).isPositive();
    RunResult finds =
        stint.operations(Operation.FIND_STOCK, Duration.ZERO, Duration.ofMillis(300)).run();
    assertThat(finds.errorCount()).isZero();
    assertInvariants();
  }

  @Test
  void aRepeatedGrabGetsItsAwardAgainAndAnotherOneLosesWithItsReason() {
    String sku = "skus/" + CHAIN.skus().get(0).id();
    TransferRequest posted =
        client.call(
            () ->
                client
                    .requests()
                    .createTransferRequest(
                        CreateTransferRequestRequest.newBuilder()
                            .setParent(store(0))
                            .setTransferRequest(
                                TransferRequest.newBuilder()
                                    .setMode(TransferRequest.Mode.MODE_FIRST_COME)
                                    .setExpireTime(
                                        com.google.protobuf.Timestamp.newBuilder()
                                            .setSeconds(
                                                Instant.now(Clock.systemUTC()).getEpochSecond()
                                                    + 600))
                                    .addLines(RequestLine.newBuilder().setSku(sku).setQuantity(1)))
                            .build()));
    GrabTransferRequestRequest grab = grab(posted, store(1), sku);
    String order =
        client.call(() -> client.requests().grabTransferRequest(grab)).getTransferOrder();
    assertThat(client.call(() -> client.requests().grabTransferRequest(grab)).getTransferOrder())
        .isEqualTo(order);
    assertThatThrownBy(
            () ->
                client.call(
                    () -> client.requests().grabTransferRequest(grab(posted, store(2), sku))))
        .isInstanceOfSatisfying(
            ShelfshareException.class,
            lost -> assertThat(lost.reason()).isEqualTo("ALREADY_COVERED"));
  }

  @Test
  void aSearchTellsTheNearestStoresFirstAndTheTotal() {
    FindStockResponse found =
        client.call(
            () ->
                client
                    .stock()
                    .findStock(
                        FindStockRequest.newBuilder()
                            .setSku("skus/" + CHAIN.skus().get(1).id())
                            .setStore(store(0))
                            .setMaxResults(5)
                            .build()));
    assertThat(found.getSuppliesList()).hasSize(5);
    assertThat(found.getSupplies(0).getStore()).isEqualTo(store(0));
    assertThat(found.getSuppliesList())
        .extracting(FindStockResponse.Supply::getDistanceKm)
        .isSorted();
    assertThat(found.getTotalAvailable()).isBetween(STORES * (UNITS - 200L), (long) STORES * UNITS);
  }

  private static GrabTransferRequestRequest grab(TransferRequest posted, String store, String sku) {
    return GrabTransferRequestRequest.newBuilder()
        .setName(posted.getName())
        .setRequestId(client.requestIds().next())
        .setStore(store)
        .addLines(Quantity.newBuilder().setSku(sku).setQuantity(1))
        .build();
  }

  private static String store(int at) {
    return "stores/" + CHAIN.stores().get(at).id();
  }

  private static void assertInvariants() {
    String checks =
        postgres.script("peer", "check.sql", Map.of("total", (long) STORES * SKUS * UNITS));
    assertThat(checks.lines()).hasSize(5).allMatch(line -> line.endsWith("|0"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
