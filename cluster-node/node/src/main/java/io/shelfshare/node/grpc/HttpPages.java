package io.shelfshare.node.grpc;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The pages for machines that keep the node running. */
final class HttpPages {
  private static final MediaType METRICS =
      MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

  private HttpPages() {}

  static void add(ServerBuilder builder, HealthState health, PrometheusMeterRegistry meters) {
    builder.service("/ready", (context, request) -> page("ready", health.whyNotReady()));
    builder.service("/live", (context, request) -> page("live", health.whyDead()));
    builder.service(
        "/metrics",
        (context, request) ->
            // Collecting takes milliseconds, which the event loop should not spend.
            HttpResponse.of(
                CompletableFuture.supplyAsync(
                    () -> HttpResponse.of(HttpStatus.OK, METRICS, meters.scrape()),
                    context.blockingTaskExecutor())));
  }

  private static HttpResponse page(String what, Optional<String> whyNot) {
    String json =
        whyNot
            .map(why -> "{\"" + what + "\":false,\"why\":\"" + plain(why) + "\"}")
            .orElse("{\"" + what + "\":true}");
    HttpStatus status = whyNot.isEmpty() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
    return HttpResponse.of(status, MediaType.JSON_UTF_8, json);
  }

  private static String plain(String why) {
    return why.replaceAll("[\\p{Cntrl}\"\\\\]", " ");
  }
}
