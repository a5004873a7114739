package io.shelfshare.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.TransferRequestServiceGrpc;
import io.shelfshare.market.v1.WatchTransferRequestsRequest;
import io.shelfshare.market.v1.WatchTransferRequestsResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MarketWatchTest {
  private static final RetryPolicy QUICK =
      new RetryPolicy(5, Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofSeconds(5));

  private final BlockingQueue<StreamObserver<WatchTransferRequestsResponse>> streams =
      new LinkedBlockingQueue<>();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private Server server;
  private ShelfshareClient client;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new Market())
            .build()
            .start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
    client =
        ShelfshareClient.builder()
            .endpoint("http://127.0.0.1:" + server.getPort())
            .retries(QUICK)
            .build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    client.close();
    server.shutdownNow();
  }

  @Test
  @DisplayName("P8: a watch that broke tells only what differs when it is back")
  void aBrokenWatchTellsOnlyWhatDiffers() throws Exception {
    try (MarketWatch watch = watch()) {
      var first = stream();
      first.onNext(changed("r1", 1));
      first.onNext(changed("r2", 1));
      first.onNext(changed("r3", 4));
      first.onNext(synced());
      expect("changed r1 1", "changed r2 1", "changed r3 4", "synced");
      first.onError(Status.UNAVAILABLE.asRuntimeException());
      expect("interrupted UNAVAILABLE");
      var second = stream();
      second.onNext(changed("r1", 3));
      second.onNext(changed("r3", 4));
      second.onNext(changed("r4", 1));
      second.onNext(synced());
      expect("changed r1 3", "changed r4 1", "left r2 1", "synced");
      assertThat(watch.picture().stream().map(TransferRequest::getName))
          .containsExactlyInAnyOrder("r1", "r3", "r4");
    }
  }

  @Test
  @DisplayName("P8: of a request only rising versions are told, also by a node that is behind")
  void onlyRisingVersionsAreTold() throws Exception {
    try (MarketWatch watch = watch()) {
      var stream = stream();
      stream.onNext(changed("r1", 5));
      stream.onNext(synced());
      stream.onNext(changed("r1", 4));
      stream.onNext(changed("r1", 5));
      stream.onNext(left("r1", 6));
      stream.onNext(changed("r1", 5));
      stream.onNext(changed("r1", 7));
      expect("changed r1 5", "synced", "left r1 6", "changed r1 7");
      assertThat(watch.picture()).hasSize(1);
    }
  }

  @Test
  void aStreamThatFallsSilentIsOpenedAnew() throws Exception {
    HeldTimer timer = new HeldTimer();
    try (MarketWatch watch = watch(timer)) {
      stream().onNext(synced());
      expect("synced");
      // The first silence ended when it was synced; after the second it pauses.
      timer.ringAfter(2);
      expect("interrupted CANCELLED");
      timer.ringAfter(3);
      stream().onNext(changed("r1", 1));
      expect("changed r1 1");
      assertThat(watch.picture()).hasSize(1);
    } finally {
      timer.shutdownNow();
    }
  }

  @Test
  void everythingThatIsHeardEndsTheSilence() throws Exception {
    HeldTimer timer = new HeldTimer();
    try (MarketWatch watch = watch(timer)) {
      var stream = stream();
      for (int heard = 1; heard <= 3; heard++) {
        stream.onNext(
            WatchTransferRequestsResponse.newBuilder()
                .setHeartbeat(Timestamp.getDefaultInstance())
                .build());
        timer.await(heard + 1);
        assertThat(timer.pending()).isEqualTo(1);
      }
      assertThat(streams).isEmpty();
      assertThat(watch.picture()).isEmpty();
    } finally {
      timer.shutdownNow();
    }
  }

  @Test
  void aSilenceThatIsOverBeforeTheStreamIsOpenThrowsNothing() throws Exception {
    HeldTimer timer = new HeldTimer();
    timer.ringAtOnce();
    try (MarketWatch watch = watch(timer)) {
      expect("interrupted CANCELLED");
      assertThat(watch.picture()).isEmpty();
    } finally {
      timer.shutdownNow();
    }
  }

  @Test
  void aRefusalForGoodEndsTheWatch() throws Exception {
    try (MarketWatch watch = watch()) {
      stream().onError(Status.PERMISSION_DENIED.asRuntimeException());
      expect("refused PERMISSION_DENIED");
      assertThat(streams.poll(200, TimeUnit.MILLISECONDS)).isNull();
      assertThat(watch.picture()).isEmpty();
    }
  }

  private MarketWatch watch() {
    return client.watch(WatchTransferRequestsRequest.getDefaultInstance(), new Log());
  }

  /** With a silence that lasts until the timer rings. */
  private MarketWatch watch(HeldTimer timer) {
    MarketWatch watch =
        new MarketWatch(
            channel,
            CallOptions.DEFAULT,
            WatchTransferRequestsRequest.getDefaultInstance(),
            new Log(),
            new WatchSettings(QUICK, Duration.ofSeconds(30), new Random(1), timer));
    watch.connect();
    return watch;
  }

  private StreamObserver<WatchTransferRequestsResponse> stream() throws InterruptedException {
    var stream = streams.poll(10, TimeUnit.SECONDS);
    assertThat(stream).isNotNull();
    return stream;
  }

  private void expect(String... news) throws InterruptedException {
    for (String one : news) {
      assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(one);
    }
  }

  private static TransferRequest request(String name, long version) {
    return TransferRequest.newBuilder().setName(name).setVersion(version).build();
  }

  private static WatchTransferRequestsResponse changed(String name, long version) {
    return WatchTransferRequestsResponse.newBuilder().setChanged(request(name, version)).build();
  }

  private static WatchTransferRequestsResponse left(String name, long version) {
    return WatchTransferRequestsResponse.newBuilder().setLeft(request(name, version)).build();
  }

  private static WatchTransferRequestsResponse synced() {
    return WatchTransferRequestsResponse.newBuilder()
        .setSynced(Timestamp.getDefaultInstance())
        .build();
  }

  private final class Market extends TransferRequestServiceGrpc.TransferRequestServiceImplBase {
    @Override
    public void watchTransferRequests(
        WatchTransferRequestsRequest request,
        StreamObserver<WatchTransferRequestsResponse> stream) {
      streams.add(stream);
    }
  }

  private final class Log implements MarketListener {
    @Override
    public void changed(TransferRequest request) {
      told.add("changed " + request.getName() + " " + request.getVersion());
    }

    @Override
    public void left(TransferRequest request) {
      told.add("left " + request.getName() + " " + request.getVersion());
    }

    @Override
    public void synced(Instant asOf) {
      told.add("synced");
    }

    @Override
    public void interrupted(ShelfshareException cause, Duration resumesIn) {
      told.add("interrupted " + cause.code());
    }

    @Override
    public void refused(ShelfshareException cause) {
      told.add("refused " + cause.code());
    }
  }
}
