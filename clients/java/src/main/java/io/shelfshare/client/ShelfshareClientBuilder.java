package io.shelfshare.client;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Describes a connection. Not safe for several threads. */
public final class ShelfshareClientBuilder {
  private static final int MESSAGE_BYTES_MAX = 16 * 1024 * 1024;

  private final List<Endpoint> endpoints = new ArrayList<>();
  private Supplier<String> token = () -> "";
  private Duration deadline = Duration.ofSeconds(30);
  private Duration watchSilence = Duration.ofSeconds(45);
  private RetryPolicy retries = RetryPolicy.DEFAULT;
  private Clock clock = Clock.systemUTC();
  private RandomGenerator random = new SecureRandom();
  private boolean directExecutor;
  private Function<Endpoint, ManagedChannel> channels = this::netty;

  ShelfshareClientBuilder() {}

  /** Adds a node, for example {@code http://127.0.0.1:7070}; calls go to the nodes in turn. */
  public ShelfshareClientBuilder endpoint(String endpoint) {
    endpoints.add(Endpoint.parse(endpoint));
    return this;
  }

  /** Adds nodes. */
  public ShelfshareClientBuilder endpoints(Iterable<String> all) {
    all.forEach(this::endpoint);
    return this;
  }

  /** The caller's token; the supplier is asked for each copy of a call, by several threads. */
  public ShelfshareClientBuilder token(Supplier<String> supplier) {
    token = supplier;
    return this;
  }

  /** The caller's token. */
  public ShelfshareClientBuilder token(String fixed) {
    return token(() -> fixed);
  }

  /** How long a call may take with all of its copies; 30 seconds where it is not given. */
  public ShelfshareClientBuilder deadline(Duration duration) {
    deadline = duration;
    return this;
  }

  /** How long a watch may hear nothing before it connects anew; 45 seconds by default. */
  public ShelfshareClientBuilder watchSilence(Duration duration) {
    watchSilence = duration;
    return this;
  }

  /** How calls are sent again. */
  public ShelfshareClientBuilder retries(RetryPolicy policy) {
    retries = policy;
    return this;
  }

  /** The time in request ids. */
  public ShelfshareClientBuilder clock(Clock source) {
    clock = source;
    return this;
  }

  /** The randomness in request ids and pauses; must be safe for several threads. */
  public ShelfshareClientBuilder random(RandomGenerator source) {
    random = source;
    return this;
  }

  /**
   * Runs callbacks on the network threads, which saves a change of thread on each call. Callbacks
   * must not block then.
   */
  public ShelfshareClientBuilder directExecutor() {
    directExecutor = true;
    return this;
  }

  /** Makes the connections otherwise than over the network; for tests in one process. */
  ShelfshareClientBuilder channels(Function<Endpoint, ManagedChannel> factory) {
    channels = factory;
    return this;
  }

  /**
   * Makes the client. Connections are opened when they are first needed.
   *
   * @throws IllegalStateException where no endpoint was given
   */
  public ShelfshareClient build() {
    if (endpoints.isEmpty()) {
      throw new IllegalStateException("give at least one endpoint");
    }
    return new ShelfshareClient(this, endpoints.stream().map(channels).toList());
  }

  private ManagedChannel netty(Endpoint endpoint) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port())
            .maxInboundMessageSize(MESSAGE_BYTES_MAX)
            .keepAliveTime(30, TimeUnit.SECONDS)
            .keepAliveTimeout(10, TimeUnit.SECONDS);
    if (!endpoint.tls()) {
      builder.usePlaintext();
    }
    if (directExecutor) {
      builder.directExecutor();
    }
    return builder.build();
  }

  Supplier<String> token() {
    return token;
  }

  Duration deadline() {
    return deadline;
  }

  Duration watchSilence() {
    return watchSilence;
  }

  RetryPolicy retries() {
    return retries;
  }

  Clock clock() {
    return clock;
  }

  RandomGenerator random() {
    return random;
  }

  ScheduledExecutorService timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "shelfshare-client-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
