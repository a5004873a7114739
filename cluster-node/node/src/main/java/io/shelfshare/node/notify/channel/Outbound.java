package io.shelfshare.node.notify.channel;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.Endpoint;
import com.linecorp.armeria.client.ResponseTimeoutException;
import com.linecorp.armeria.client.UnprocessedRequestException;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import com.linecorp.armeria.common.SessionProtocol;
import io.shelfshare.domain.notify.Channel;
import io.shelfshare.domain.notify.Outcome;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sends messages over HTTP, each once. A name is looked up for every call, and the call goes to the
 * very address that was found fit, so that a name cannot lead elsewhere between look and call.
 * Redirects are not followed. Safe for use by any thread; nothing blocks.
 */
public final class Outbound implements AutoCloseable {
  private static final int ANSWER_BYTES_MAX = 64 * 1024;
  private static final int LOOKUPS_AT_ONCE = 8;
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  private final boolean allowPrivate;
  private final Duration answerWithin;
  private final ClientFactory factory;
  private final Map<Channel, Connector> connectors = new EnumMap<>(Channel.class);

  /** The JDK's lookups block. */
  private final ExecutorService lookups;

  /**
   * @param allowPrivate whether private addresses, and such without TLS, may be called
   * @param webPush with whose keys browsers are reached, where they are
   */
  public Outbound(
      boolean allowPrivate,
      Duration connectWithin,
      Duration answerWithin,
      Optional<Vapid> webPush) {
    this.allowPrivate = allowPrivate;
    this.answerWithin = answerWithin;
    this.factory =
        ClientFactory.builder()
            .connectTimeout(connectWithin)
            .idleTimeout(Duration.ofSeconds(20))
            .build();
    this.lookups =
        Executors.newFixedThreadPool(
            LOOKUPS_AT_ONCE,
            run -> {
              Thread thread = new Thread(run, "notify-lookup");
              thread.setDaemon(true);
              return thread;
            });
    connectors.put(Channel.WEBHOOK, new Webhook());
    connectors.put(Channel.WECOM, new Robots.WeCom());
    connectors.put(Channel.DINGTALK, new Robots.DingTalk());
    connectors.put(Channel.FEISHU, new Robots.Feishu());
    webPush.ifPresent(keys -> connectors.put(Channel.WEB_PUSH, new WebPush(keys)));
  }

  /** Sends a message, and says what came of it; never fails. */
  public CompletionStage<Outcome> send(Message message) {
    Connector connector = connectors.get(message.channel());
    if (connector == null) {
      return done(Outcome.refused(0, "This channel is not configured."));
    }
    Post post;
    try {
      post = connector.post(message);
    } catch (IllegalArgumentException unusable) {
      return done(Outcome.refused(0, "The address or its key cannot be used."));
    }
    Optional<URI> url = Addresses.url(post.url(), allowPrivate);
    if (url.isEmpty()) {
      return done(Outcome.refused(0, "Messages may not be sent to this address."));
    }
    return CompletableFuture.supplyAsync(() -> lookUp(url.get().getHost()), lookups)
        .thenCompose(
            found ->
                found
                    .map(
                        place ->
                            call(url.get(), place, post)
                                .thenApply(reply -> connector.outcome(reply, message.at())))
                    .orElse(
                        CompletableFuture.completedFuture(
                            Outcome.refused(0, "The address leads to a private network."))))
        .exceptionally(failure -> Outcome.again(0, why(failure)));
  }

  private static CompletionStage<Outcome> done(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }

  /** The first address of a name that may be called. */
  private Optional<InetAddress> lookUp(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .filter(address -> allowPrivate || Addresses.isPublic(address))
          .findFirst();
    } catch (UnknownHostException unknown) {
      throw new IllegalStateException("The name is not known.", unknown);
    }
  }

  private CompletableFuture<Reply> call(URI url, InetAddress place, Post post) {
    boolean secure = url.getScheme().equalsIgnoreCase("https");
    int port = url.getPort() != -1 ? url.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
    Endpoint endpoint =
        Addresses.literal(url.getHost()).isPresent()
            ? Endpoint.of(place.getHostAddress(), port)
            : Endpoint.of(url.getHost(), port).withInetAddress(place);
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    RequestHeadersBuilder headers = RequestHeaders.builder(HttpMethod.POST, path + query);
    post.headers().forEach(headers::set);
    headers.set("user-agent", "shelfshare");
    return WebClient.builder(secure ? SessionProtocol.HTTPS : SessionProtocol.H1C, endpoint)
        .factory(factory)
        .responseTimeout(answerWithin)
        .maxResponseLength(ANSWER_BYTES_MAX)
        .build()
        .execute(headers.build(), HttpData.wrap(post.body()))
        .aggregate()
        .thenApply(Outbound::reply);
  }

  private static Reply reply(AggregatedHttpResponse response) {
    return new Reply(
        response.status().code(),
        response.headers().get("retry-after", ""),
        response.contentUtf8());
  }

  /** In words that hold no address. */
  private static String why(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ResponseTimeoutException) {
        return "No answer in time.";
      } else if (cause instanceof UnprocessedRequestException) {
        return "No connection.";
      } else if (cause instanceof UnknownHostException) {
        return "The name is not known.";
      }
    }
    return "The connection was lost.";
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    lookups.shutdownNow();
    var unused = factory.closeAsync();
  }
}
