package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.market.v1.TransferRequestServiceGrpc;
import io.shelfshare.market.v1.WatchTransferRequestsRequest;
import io.shelfshare.market.v1.WatchTransferRequestsResponse;
import io.shelfshare.market.v1.WatchTransferRequestsResponse.StepCase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WatchTest {
  private EdgeFixture edge;

  @BeforeEach
  void start() throws Exception {
    edge =
        EdgeFixture.start(
            """
            shelfshare.edge {
              watch { heartbeat = 300ms, changes-max = 50, list-max = 5000 }
              limits.watches-max = 2
            }
            """);
  }

  @AfterEach
  void stop() throws Exception {
    edge.close();
  }

  /** A watcher that takes one step for each that it asks for. */
  private static final class Watcher
      implements ClientResponseObserver<
          WatchTransferRequestsRequest, WatchTransferRequestsResponse> {
    final BlockingQueue<WatchTransferRequestsResponse> steps = new LinkedBlockingQueue<>();
    final CompletableFuture<Throwable> end = new CompletableFuture<>();
    private final boolean takesAll;
    ClientCallStreamObserver<WatchTransferRequestsRequest> call;

    Watcher(boolean takesAll) {
      this.takesAll = takesAll;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchTransferRequestsRequest> stream) {
      call = stream;
      if (!takesAll) {
        stream.disableAutoRequestWithInitial(1);
      }
    }

    @Override
    public void onNext(WatchTransferRequestsResponse step) {
      steps.add(step);
    }

    @Override
    public void onError(Throwable failure) {
      end.complete(failure);
    }

    @Override
    public void onCompleted() {
      end.complete(new AssertionError("A watch never completes."));
    }

    WatchTransferRequestsResponse next() throws Exception {
      WatchTransferRequestsResponse step = steps.poll(10, TimeUnit.SECONDS);
      if (step == null) {
        throw new TimeoutException();
      }
      return step;
    }

    StatusRuntimeException failure() throws Exception {
      return (StatusRuntimeException) end.get(20, TimeUnit.SECONDS);
    }
  }

  private Watcher watch(String token, boolean takesAll) {
    Watcher watcher = new Watcher(takesAll);
    edge.as(token, TransferRequestServiceGrpc.newStub(edge.channel))
        .watchTransferRequests(
            WatchTransferRequestsRequest.newBuilder().setParent("stores/s2").build(), watcher);
    return watcher;
  }

  private void tell(int number, long version, String note) {
    RequestSpec spec =
        new RequestSpec(
            new StoreId("s1"),
            List.of(new Units(new SkuId("sku-1"), 1)),
            RequestSpec.Mode.FIRST_COME,
            Optional.empty(),
            edge.now().plus(Duration.ofMinutes(10)),
            Optional.empty(),
            false,
            0,
            note,
            "CN");
    RequestId id = new RequestId(new UUID(0x5000, 0x8000_0000_0000_0000L + number));
    edge.market.tell(edge.market.request(id, spec, version, List.of()));
  }

  private static void await(BooleanSupplier condition) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new TimeoutException();
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void aWatchListsThenSyncsThenTellsChangesAndBeats() throws Exception {
    tell(1, 1, "first");
    Watcher watcher = watch(edge.clerk("s2"), true);
    WatchTransferRequestsResponse listed = watcher.next();
    assertThat(listed.getChanged().getNote()).isEqualTo("first");
    assertThat(listed.getChanged().getDistanceKm()).isBetween(160.0, 170.0);
    assertThat(watcher.next().getStepCase()).isEqualTo(StepCase.SYNCED);
    tell(1, 2, "second");
    WatchTransferRequestsResponse changed = watcher.next();
    while (changed.hasHeartbeat()) {
      changed = watcher.next();
    }
    assertThat(changed.getChanged().getVersion()).isEqualTo(2);
    assertThat(watcher.next().getStepCase()).isEqualTo(StepCase.HEARTBEAT);
    watcher.call.cancel("done", null);
    await(() -> edge.market.watchesClosed.get() == 1);
  }

  @Test
  @DisplayName("P8: a slow watcher gets the newest state of each request; versions only rise")
  void changesMergeByRequest() throws Exception {
    Watcher watcher = watch(edge.clerk("s2"), false);
    assertThat(watcher.next().getStepCase()).isEqualTo(StepCase.SYNCED);
    for (int version = 1; version <= 5000; version++) {
      tell(1, version, "x".repeat(400));
    }
    long last = 0;
    int steps = 0;
    while (last < 5000) {
      watcher.call.request(1);
      WatchTransferRequestsResponse step = watcher.next();
      if (step.hasChanged()) {
        assertThat(step.getChanged().getVersion()).isGreaterThan(last);
        last = step.getChanged().getVersion();
        steps++;
      }
    }
    assertThat(steps).isLessThan(5000);
  }

  @Test
  void aWatcherThatDoesNotKeepUpIsDroppedWithAClearStatus() throws Exception {
    Watcher watcher = watch(edge.clerk("s2"), false);
    assertThat(watcher.next().getStepCase()).isEqualTo(StepCase.SYNCED);
    for (int i = 0; i < 20_000 && edge.market.watchesClosed.get() == 0; i++) {
      tell(i, 1, "x".repeat(450));
    }
    await(() -> edge.market.watchesClosed.get() == 1);
    watcher.call.request(Integer.MAX_VALUE);
    StatusRuntimeException e = watcher.failure();
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(EdgeFixture.reason(e)).isEqualTo("WATCHER_TOO_SLOW");
  }

  @Test
  void aLongFirstListIsNoReasonToDropAWatcher() throws Exception {
    for (int i = 0; i < 2000; i++) {
      tell(i, 1, "x".repeat(450));
    }
    Watcher watcher = watch(edge.clerk("s2"), false);
    int listed = 0;
    while (true) {
      watcher.call.request(1);
      WatchTransferRequestsResponse step = watcher.next();
      if (step.getStepCase() == StepCase.SYNCED) {
        break;
      }
      listed += step.hasChanged() ? 1 : 0;
    }
    assertThat(listed).isEqualTo(2000);
  }

  @Test
  void aWatchEndsWithItsToken() throws Exception {
    // Tokens hold five seconds longer than they say, for clocks that differ.
    Watcher watcher =
        watch(EdgeFixture.TOKENS.clerk("s2", edge.now().minus(Duration.ofSeconds(3))), true);
    StatusRuntimeException e = watcher.failure();
    assertThat(EdgeFixture.reason(e)).isEqualTo("TOKEN_INVALID");
    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void aNodeThatGoesAwayEndsItsWatches() throws Exception {
    Watcher watcher = watch(edge.clerk("s2"), true);
    assertThat(watcher.next().getStepCase()).isEqualTo(StepCase.SYNCED);
    var stopped = edge.edge.stop().toCompletableFuture();
    assertThat(EdgeFixture.reason(watcher.failure())).isEqualTo("RETRY_LATER");
    stopped.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aCallerMayHaveSoManyWatchesOnly() throws Exception {
    Watcher first = watch(edge.clerk("s2"), true);
    Watcher second = watch(edge.clerk("s2"), true);
    first.next();
    second.next();
    StatusRuntimeException e = watch(edge.clerk("s2"), true).failure();
    assertThat(EdgeFixture.reason(e)).isEqualTo("TOO_MANY_WATCHES");
    first.call.cancel("done", null);
    await(() -> edge.market.watchesClosed.get() == 1);
    assertThat(watch(edge.clerk("s2"), true).next().getStepCase()).isEqualTo(StepCase.SYNCED);
  }

  @Test
  void nobodyWatchesAsAnother() throws Exception {
    assertThat(EdgeFixture.reason(watch(edge.clerk("s1"), true).failure()))
        .isEqualTo("NOT_ALLOWED");
  }
}
