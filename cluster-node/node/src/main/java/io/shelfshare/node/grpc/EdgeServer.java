package io.shelfshare.node.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.grpc.GrpcJsonMarshaller;
import com.linecorp.armeria.common.grpc.GrpcMeterIdPrefixFunction;
import com.linecorp.armeria.common.grpc.GrpcSerializationFormats;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.docs.DocService;
import com.linecorp.armeria.server.docs.DocServiceFilter;
import com.linecorp.armeria.server.grpc.GrpcHealthCheckService;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.grpc.GrpcServiceBuilder;
import com.linecorp.armeria.server.metric.MetricCollectingService;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.handler.ssl.ClientAuth;
import io.shelfshare.market.v1.BiddingServiceProto;
import io.shelfshare.market.v1.CustomerServiceProto;
import io.shelfshare.market.v1.DirectoryServiceProto;
import io.shelfshare.market.v1.HistoryServiceProto;
import io.shelfshare.market.v1.NotificationServiceProto;
import io.shelfshare.market.v1.ReportServiceProto;
import io.shelfshare.market.v1.RoutingServiceProto;
import io.shelfshare.market.v1.SettlementServiceProto;
import io.shelfshare.market.v1.StockServiceProto;
import io.shelfshare.market.v1.TransferOrderServiceProto;
import io.shelfshare.market.v1.TransferRequestServiceProto;
import io.shelfshare.node.grpc.error.Failures;
import io.shelfshare.node.grpc.error.GrpcErrors;
import io.shelfshare.node.grpc.error.JsonErrors;
import io.shelfshare.node.grpc.limit.Limits;
import io.shelfshare.node.grpc.validation.RequestChecks;
import io.shelfshare.node.security.Permissions;
import io.shelfshare.node.security.TokenVerifier;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge of a node: one port for gRPC, gRPC-Web, JSON, the pages, health, metrics and
 * documentation. Every call of the API speaks for a caller with a token.
 */
public final class EdgeServer {
  private static final Logger log = LoggerFactory.getLogger(EdgeServer.class);

  private final Server server;
  private final Watches watches;
  private final HealthState health;

  private EdgeServer(Server server, Watches watches, HealthState health) {
    this.server = server;
    this.watches = watches;
    this.health = health;
  }

  /**
   * What the edge stands on.
   *
   * @param health set by the node; the edge turns it to not ready when it stops
   * @param meters scraped at {@code /metrics}
   * @param random makes incident numbers; used from many threads
   */
  public record Foundation(
      Gateways gateways,
      HealthState health,
      PrometheusMeterRegistry meters,
      Clock clock,
      RandomGenerator random) {}

  /**
   * Builds the edge and binds its port.
   *
   * @return completes once it serves; fails where the port cannot be bound
   * @throws IllegalArgumentException where keys, certificates or protos are unusable
   */
  public static CompletionStage<EdgeServer> start(EdgeSettings settings, Foundation on) {
    Failures failures = new Failures(on.random(), settings.transport().messageBytesMax());
    GrpcErrors errors = new GrpcErrors(failures, on.meters());
    Limits limits = new Limits(settings.limits(), on.clock(), on.meters());
    Watches watches = new Watches(settings.watch(), limits, errors, on.clock());

    ServerBuilder builder = Server.builder();
    bind(builder, settings);
    bound(builder, settings);
    builder.meterRegistry(on.meters());
    builder.errorHandler(new HttpErrors(failures));
    HttpPages.add(builder, on.health(), on.meters());
    WebPages.add(builder);
    GrpcServiceBuilder grpc = grpc(settings, errors);
    EdgeInterceptor interceptor = interceptor(settings, on, limits, errors);
    for (BindableService service : services(settings, on, errors, watches)) {
      grpc.addService(ServerInterceptors.intercept(service, interceptor));
    }
    grpc.addService(GrpcHealthCheckService.builder().checkers(on.health().checker()).build());
    if (settings.reflection()) {
      grpc.addService(ProtoReflectionServiceV1.newInstance());
    }
    GrpcService service = grpc.build();
    builder.service(
        service,
        MetricCollectingService.newDecorator(GrpcMeterIdPrefixFunction.of("shelfshare.edge")));
    if (settings.docs()) {
      builder.serviceUnder("/docs", docs());
    }
    Server server = builder.build();
    EdgeServer edge = new EdgeServer(server, watches, on.health());
    return server
        .start()
        .thenApply(
            started -> {
              log.info("The edge serves at {}", server.activePort());
              return edge;
            });
  }

  /** The port that it is bound to. */
  public int port() {
    return server.activeLocalPort();
  }

  /**
   * Stops taking calls, ends the watches, lets the calls that run come to their end, and closes the
   * port.
   *
   * @return completes when all is closed
   */
  public CompletionStage<Void> stop() {
    health.notReady("shutting down");
    watches.close();
    return server.stop();
  }

  private static void bind(ServerBuilder builder, EdgeSettings settings) {
    InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
    if (settings.tls().isEmpty()) {
      builder.port(address, SessionProtocol.HTTP);
      return;
    }
    EdgeSettings.Tls tls = settings.tls().get();
    builder.port(address, SessionProtocol.HTTPS);
    builder.tls(tls.certificate().toFile(), tls.key().toFile());
    tls.clientCa()
        .ifPresent(
            ca ->
                builder.tlsCustomizer(
                    ssl -> ssl.trustManager(ca.toFile()).clientAuth(ClientAuth.REQUIRE)));
  }

  private static void bound(ServerBuilder builder, EdgeSettings settings) {
    EdgeSettings.Transport transport = settings.transport();
    builder
        .maxNumConnections(transport.connectionsMax())
        .idleTimeout(transport.idle(), true)
        .requestTimeout(settings.timeouts().unaryDefault())
        // Room for framing, so that the message's own bound is what is told.
        .maxRequestLength(2L * transport.messageBytesMax())
        .http1MaxHeaderSize(transport.headerBytesMax())
        .http2MaxHeaderListSize(transport.headerBytesMax())
        .http2MaxStreamsPerConnection(transport.streamsPerConnectionMax())
        .gracefulShutdownTimeout(transport.drainQuiet(), transport.drainMax())
        .verboseResponses(false)
        .disableServerHeader();
  }

  private static GrpcServiceBuilder grpc(EdgeSettings settings, GrpcErrors errors) {
    JsonErrors jsonErrors = new JsonErrors();
    return GrpcService.builder()
        .supportedSerializationFormats(GrpcSerializationFormats.values())
        .maxRequestMessageLength(settings.transport().messageBytesMax())
        .jsonMarshallerFactory(unused -> GrpcJsonMarshaller.ofGson())
        .enableHttpJsonTranscoding(true)
        .httpJsonTranscodingErrorHandler(jsonErrors)
        // The edge bounds the client's wish itself; Armeria would take it as it is.
        .useClientTimeoutHeader(false)
        .exceptionHandler(errors);
  }

  private static EdgeInterceptor interceptor(
      EdgeSettings settings, Foundation on, Limits limits, GrpcErrors errors) {
    Optional<TokenVerifier> tokens =
        settings.token().map(token -> new TokenVerifier(token, on.clock()));
    if (settings.insecureDevHeaders()) {
      log.warn("INSECURE: plain headers name the caller; anybody on this machine can be anybody.");
    }
    Identity identity =
        new Identity(
            tokens,
            settings.insecureDevHeaders(),
            limits,
            on.gateways().directory()::staff,
            on.clock());
    RequestChecks checks = new RequestChecks(requests(), on.clock());
    return new EdgeInterceptor(identity, limits, settings.timeouts(), checks, errors);
  }

  private static List<BindableService> services(
      EdgeSettings settings, Foundation on, GrpcErrors errors, Watches watches) {
    Gateways gateways = on.gateways();
    Permissions permissions =
        new Permissions(store -> gateways.directory().store(store).map(found -> found.owner()));
    Shared shared =
        new Shared(
            new References(gateways.directory()),
            permissions,
            new Mutations(on.clock(), settings.notAfterDefault()),
            new Replies(errors),
            on.clock());
    return List.of(
        new StockGrpcService(gateways, shared),
        new TransferRequestGrpcService(gateways, shared, settings.openRequestsMax(), watches),
        new BiddingGrpcService(gateways, shared),
        new RoutingGrpcService(gateways, shared),
        new TransferOrderGrpcService(gateways, shared),
        new CustomerGrpcService(gateways, shared),
        new DirectoryGrpcService(gateways, shared),
        new HistoryGrpcService(gateways, shared),
        new SettlementGrpcService(gateways, shared),
        new ReportGrpcService(gateways, shared),
        new NotificationGrpcService(gateways, shared));
  }

  /** Every message that a client of the market sends. */
  private static List<Descriptor> requests() {
    return Stream.of(
            StockServiceProto.getDescriptor(),
            TransferRequestServiceProto.getDescriptor(),
            BiddingServiceProto.getDescriptor(),
            RoutingServiceProto.getDescriptor(),
            TransferOrderServiceProto.getDescriptor(),
            CustomerServiceProto.getDescriptor(),
            DirectoryServiceProto.getDescriptor(),
            HistoryServiceProto.getDescriptor(),
            SettlementServiceProto.getDescriptor(),
            ReportServiceProto.getDescriptor(),
            NotificationServiceProto.getDescriptor())
        .flatMap(file -> file.getServices().stream())
        .flatMap(service -> service.getMethods().stream())
        .map(method -> method.getInputType())
        .distinct()
        .toList();
  }

  private static DocService docs() {
    return DocService.builder()
        .webAppTitle("Shelfshare API")
        .include(DocServiceFilter.ofServiceName("shelfshare.market.v1.StockService"))
        .include(DocServiceFilter.ofServiceName("shelfshare.market.v1.TransferRequestService"))
        .include(DocServiceFilter.ofServiceName("shelfshare.market.v1.TransferOrderService"))
        .include(DocServiceFilter.ofServiceName("shelfshare.market.v1.CustomerService"))
        .include(DocServiceFilter.ofServiceName("shelfshare.market.v1.DirectoryService"))
        .include(DocServiceFilter.ofServiceName("shelfshare.market.v1.HistoryService"))
        .include(DocServiceFilter.ofServiceName("shelfshare.market.v1.SettlementService"))
        .include(DocServiceFilter.ofServiceName("shelfshare.market.v1.ReportService"))
        .include(DocServiceFilter.ofServiceName("shelfshare.market.v1.NotificationService"))
        .build();
  }
}
