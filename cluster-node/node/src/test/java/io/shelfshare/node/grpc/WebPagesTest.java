package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.BlockingWebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebPagesTest {
  /** By their folders; a server takes two seconds to stop, so that each serves all tests. */
  private static final Map<String, Server> SERVERS = new HashMap<>();

  @AfterAll
  static void stop() {
    List<CompletableFuture<Void>> stopping = SERVERS.values().stream().map(Server::stop).toList();
    stopping.forEach(CompletableFuture::join);
  }

  @ParameterizedTest
  @CsvSource({"/,store", "/hq,headquarters", "/hq/,headquarters"})
  void eachPageHasItsAddress(String path, String title) {
    AggregatedHttpResponse page = serving("/pages").get(path);

    assertThat(page.status()).isEqualTo(HttpStatus.OK);
    assertThat(page.contentUtf8()).contains("<title>" + title);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/hq", "/service-worker.js", "/manifest.webmanifest", "/icon.svg"})
  void whatKeepsItsNameIsAskedForAgainAndRunsNothingForeign(String path) {
    AggregatedHttpResponse file = serving("/pages").get(path);

    assertThat(file.headers().get("cache-control")).contains("no-cache");
    assertThat(file.headers().get("content-security-policy"))
        .contains("default-src 'none'")
        .contains("script-src 'self' 'wasm-unsafe-eval';")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe-inline")
        .doesNotContain("'unsafe-eval'");
    assertThat(file.headers().get("x-content-type-options")).isEqualTo("nosniff");
  }

  @Test
  void whatIsNamedByItsContentIsKeptForEver() {
    AggregatedHttpResponse script = serving("/pages").get("/assets/page-1a2b.js");

    assertThat(script.status()).isEqualTo(HttpStatus.OK);
    assertThat(script.headers().get("cache-control")).contains("immutable").contains("public");
  }

  @Test
  void nothingBesideThePagesIsServed() {
    BlockingWebClient client = serving("/pages");

    assertThat(client.get("/index.html").status()).isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(client.get("/assets/").status()).isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(client.get("/assets/../index.html").status()).isNotEqualTo(HttpStatus.OK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/hq"})
  void aNodeThatWasBuiltWithoutPagesSaysSo(String path) {
    AggregatedHttpResponse page = serving("/no-such-folder").get(path);

    assertThat(page.status()).isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(page.contentUtf8()).contains("Node.js").contains("没有网页");
  }

  private static BlockingWebClient serving(String folder) {
    Server server = SERVERS.computeIfAbsent(folder, WebPagesTest::start);
    return BlockingWebClient.of("http://127.0.0.1:" + server.activeLocalPort());
  }

  private static Server start(String folder) {
    ServerBuilder builder = Server.builder().http(0);
    WebPages.addFrom(builder, folder);
    Server server = builder.build();
    server.start().join();
    return server;
  }
}
