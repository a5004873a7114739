package io.shelfshare.node.notify.channel;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A receiver on this machine that keeps what it gets and answers as it is told. */
final class StandIn implements AutoCloseable {
  final List<AggregatedHttpRequest> got = new CopyOnWriteArrayList<>();
  private final Server server;
  private volatile Function<AggregatedHttpRequest, HttpResponse> answer =
      call -> HttpResponse.of(HttpStatus.NO_CONTENT);

  StandIn() {
    server =
        Server.builder()
            .http(new InetSocketAddress("127.0.0.1", 0))
            .requestTimeoutMillis(0)
            .serviceUnder(
                "/",
                (context, request) ->
                    HttpResponse.of(
                        request
                            .aggregate()
                            .thenApply(
                                call -> {
                                  got.add(call);
                                  return answer.apply(call);
                                })))
            .build();
    server.start().join();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.activeLocalPort() + path;
  }

  void answers(Function<AggregatedHttpRequest, HttpResponse> how) {
    answer = how;
  }

  void answersJson(String json) {
    answer = call -> HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, json);
  }

  void answersStatus(int status, String header, String value) {
    ResponseHeaders headers = ResponseHeaders.builder(status).set(header, value).build();
    answer = call -> HttpResponse.of(headers, HttpData.ofUtf8("."));
  }

  /** Never says a word. */
  void stalls() {
    answer = call -> HttpResponse.streaming();
  }

  /** Hangs up in the middle. */
  void drops() {
    answer = call -> HttpResponse.ofFailure(new IllegalStateException("dropped"));
  }

  AggregatedHttpRequest last() {
    return got.get(got.size() - 1);
  }

  @Override
  public void close() {
    server.stop().join();
  }
}
