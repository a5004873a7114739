package io.shelfshare.client;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where one node listens. The scheme decides between plain text ({@code http}) and TLS ({@code
 * https}).
 *
 * @param host name or address of the node
 * @param port TCP port, 1 to 65,535
 * @param tls whether the connection is encrypted
 */
public record Endpoint(String host, int port, boolean tls) {
  private static final int DEFAULT_PORT = 7070;
  private static final int DEFAULT_TLS_PORT = 443;

  /**
   * Reads an endpoint such as {@code http://127.0.0.1:7070}, {@code https://shelfshare.example} or
   * {@code 127.0.0.1:7070}, which is plain text.
   *
   * @throws IllegalArgumentException where the text is not such an address
   */
  public static Endpoint parse(String text) {
    String trimmed = text.strip();
    URI uri;
    try {
      uri = URI.create(trimmed.contains("://") ? trimmed : "http://" + trimmed);
    } catch (IllegalArgumentException notAnAddress) {
      throw malformed(text, notAnAddress);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw malformed(text, null);
    }
    boolean tls = scheme.equals("https");
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? DEFAULT_TLS_PORT : DEFAULT_PORT;
    return new Endpoint(uri.getHost(), port, tls);
  }

  private static IllegalArgumentException malformed(String text, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "not an endpoint: '" + text + "'; expected http://host:port or https://host:port", cause);
  }

  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + host + ":" + port;
  }
}
