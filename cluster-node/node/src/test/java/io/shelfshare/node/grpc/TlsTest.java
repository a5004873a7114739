package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @TempDir Path folder;

  /** A self-signed certificate and its key as PEM files. */
  private record Pair(Path certificate, Path key) {}

  private Pair pair(String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-ext",
                "bc:c",
                "-storetype",
                "PKCS12",
                "-storepass",
                "secret",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "secret".toCharArray());
    }
    Path certificate = folder.resolve(name + ".crt");
    Path key = folder.resolve(name + ".key");
    Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate("a").getEncoded()));
    Files.writeString(
        key, pem("PRIVATE KEY", keys.getKey("a", "secret".toCharArray()).getEncoded()));
    return new Pair(certificate, key);
  }

  private static String pem(String what, byte[] bytes) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
  }

  @Test
  void withAClientCaOnlyItsClientsAreHeard() throws Exception {
    Pair server = pair("server");
    Pair client = pair("client");
    Pair stranger = pair("stranger");
    String tls =
        "shelfshare.edge.tls { certificate = \"%s\", key = \"%s\", client-ca = \"%s\" }"
            .formatted(server.certificate(), server.key(), client.certificate());
    try (EdgeFixture edge = EdgeFixture.start(tls)) {
      assertThat(check(edge, server, client)).isEqualTo(ServingStatus.SERVING);
      assertThatThrownBy(() -> check(edge, server, stranger)).hasMessageContaining("UNAVAILABLE");
    }
  }

  private static ServingStatus check(EdgeFixture edge, Pair server, Pair client) throws Exception {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(
                "localhost",
                edge.edge.port(),
                TlsChannelCredentials.newBuilder()
                    .trustManager(server.certificate().toFile())
                    .keyManager(client.certificate().toFile(), client.key().toFile())
                    .build())
            .build();
    try {
      return HealthGrpc.newBlockingStub(channel)
          .withDeadlineAfter(20, TimeUnit.SECONDS)
          .check(HealthCheckRequest.getDefaultInstance())
          .getStatus();
    } finally {
      channel.shutdownNow();
    }
  }
}
