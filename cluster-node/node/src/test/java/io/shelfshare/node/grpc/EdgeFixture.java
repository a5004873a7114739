package io.shelfshare.node.grpc;

import com.github.f4b6a3.uuid.UuidCreator;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.node.security.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A real edge on a free port in front of a market in memory. */
final class EdgeFixture implements AutoCloseable {
  static final TestTokens TOKENS = new TestTokens("test-key");

  final Clock clock = Clock.systemUTC();
  final MarketInMemory market = new MarketInMemory(clock);
  final HealthState health = new HealthState();
  final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final EdgeServer edge;
  final ManagedChannel channel;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path jwks;

  private EdgeFixture(String overrides) throws Exception {
    jwks = Files.createTempFile("jwks", ".json");
    TOKENS.writeJwks(jwks);
    edge =
        EdgeServer.start(
                EdgeSettings.from(config(jwks, overrides)),
                new EdgeServer.Foundation(market.gateways(), health, meters, clock, new Random(1)))
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    health.ready();
    channel = newChannel();
  }

  static EdgeFixture start() throws Exception {
    return start("");
  }

  static EdgeFixture start(String overrides) throws Exception {
    return new EdgeFixture(overrides);
  }

  static Config config(Path jwks, String overrides) {
    String fixed =
        """
        shelfshare.edge.host = "127.0.0.1"
        shelfshare.edge.port = 0
        shelfshare.edge.transport.drain-quiet = 0ms
        shelfshare.security.token.jwks-file = "%s"
        """
            .formatted(jwks);
    return ConfigFactory.parseString(overrides)
        .withFallback(ConfigFactory.parseString(fixed))
        .withFallback(ConfigFactory.parseResources("application.conf"))
        .resolve()
        .getConfig("shelfshare");
  }

  ManagedChannel newChannel() {
    return NettyChannelBuilder.forAddress("127.0.0.1", edge.port()).usePlaintext().build();
  }

  String clerk(String store) {
    return TOKENS.clerk(store, clock.instant().plus(Duration.ofHours(1)));
  }

  /** The same, with a token that also names the owner of the store. */
  String clerkOf(String store, String owner) {
    return TOKENS.token(
        clock.instant().plus(Duration.ofHours(1)),
        claims ->
            claims
                .subject("clerk-" + store)
                .claim("store", store)
                .claim("owner", owner)
                .claim("role", "CLERK"));
  }

  String headquarters() {
    return TOKENS.chain("HEADQUARTERS", clock.instant().plus(Duration.ofHours(1)));
  }

  <S extends AbstractStub<S>> S as(String token, S stub) {
    return with("authorization", "Bearer " + token, stub);
  }

  static <S extends AbstractStub<S>> S with(String header, String value, S stub) {
    Metadata metadata = new Metadata();
    metadata.put(Metadata.Key.of(header, Metadata.ASCII_STRING_MARSHALLER), value);
    return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata));
  }

  static String requestId() {
    return UuidCreator.getTimeOrderedEpoch().toString();
  }

  Timestamp in(Duration ahead) {
    return Times.timestamp(clock.instant().plus(ahead));
  }

  /** A post of s1 for two units of sku-1 that is right. */
  CreateTransferRequestRequest.Builder post() {
    return CreateTransferRequestRequest.newBuilder()
        .setParent("stores/s1")
        .setRequestId(requestId())
        .setTransferRequest(
            TransferRequest.newBuilder()
                .addLines(RequestLine.newBuilder().setSku("skus/sku-1").setQuantity(2))
                .setMode(TransferRequest.Mode.MODE_FIRST_COME)
                .setExpireTime(in(Duration.ofMinutes(10))));
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<byte[]> post(String path, byte[] body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + edge.port() + path);
  }

  static Status status(StatusRuntimeException e) {
    Status status = StatusProto.fromThrowable(e);
    if (status == null || status.getDetailsCount() == 0) {
      throw new AssertionError("There are no details in " + e, e);
    }
    return status;
  }

  static String reason(StatusRuntimeException e) {
    return detail(status(e), ErrorInfo.class).getReason();
  }

  static BadRequest badRequest(StatusRuntimeException e) {
    return detail(status(e), BadRequest.class);
  }

  static <T extends com.google.protobuf.Message> T detail(Status status, Class<T> type) {
    try {
      for (Any any : status.getDetailsList()) {
        if (any.is(type)) {
          return any.unpack(type);
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("There is no " + type.getSimpleName() + " in " + status);
  }

  Instant now() {
    return clock.instant();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    channel.shutdownNow();
    // Netty keeps a stopping group for two quiet seconds, which no test has to wait for.
    var unused = edge.stop();
    Files.deleteIfExists(jwks);
  }
}
