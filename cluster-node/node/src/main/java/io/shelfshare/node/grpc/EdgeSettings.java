package io.shelfshare.node.grpc;

import com.typesafe.config.Config;
import io.shelfshare.node.grpc.limit.LimitSettings;
import io.shelfshare.node.security.TokenSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code shelfshare.edge} and {@code shelfshare.security} of the configuration.
 *
 * @param host the address to bind, {@code 0.0.0.0} for all
 * @param port 0 for any that is free
 * @param token empty where no keys are configured, which only insecure development headers allow
 * @param insecureDevHeaders whether plain headers name the caller
 */
public record EdgeSettings(
    String host,
    int port,
    Optional<Tls> tls,
    Transport transport,
    Timeouts timeouts,
    Duration notAfterDefault,
    WatchSettings watch,
    LimitSettings limits,
    int openRequestsMax,
    boolean docs,
    boolean reflection,
    Optional<TokenSettings> token,
    boolean insecureDevHeaders) {

  /**
   * Reads both subtrees.
   *
   * @param shelfshare the {@code shelfshare} tree
   * @throws com.typesafe.config.ConfigException where a value is missing or malformed
   * @throws IllegalArgumentException where the values do not go together
   */
  public static EdgeSettings from(Config shelfshare) {
    Config edge = shelfshare.getConfig("edge");
    Config security = shelfshare.getConfig("security");
    String host = edge.getString("host");
    boolean loopback = isLoopback(host);
    boolean devHeaders = security.getBoolean("insecure-dev-headers");
    if (devHeaders && !loopback) {
      throw new IllegalArgumentException(
          "shelfshare.security.insecure-dev-headers lets anybody be anybody; it is refused while"
              + " shelfshare.edge.host is "
              + host
              + ", which others can reach");
    }
    Optional<TokenSettings> token =
        security.getString("token.jwks-file").isEmpty()
            ? Optional.empty()
            : Optional.of(TokenSettings.from(security.getConfig("token")));
    if (token.isEmpty() && !devHeaders) {
      throw new IllegalArgumentException(
          "shelfshare.security.token.jwks-file must name a JWKS file with the keys that sign"
              + " tokens");
    }
    return new EdgeSettings(
        host,
        edge.getInt("port"),
        Tls.from(edge.getConfig("tls")),
        Transport.from(edge.getConfig("transport")),
        Timeouts.from(edge.getConfig("timeouts")),
        edge.getDuration("not-after-default"),
        WatchSettings.from(edge.getConfig("watch")),
        LimitSettings.from(edge.getConfig("limits")),
        edge.getInt("limits.open-requests-max"),
        shown(edge.getString("docs"), loopback),
        shown(edge.getString("reflection"), loopback),
        token,
        devHeaders);
  }

  private static boolean shown(String when, boolean loopback) {
    return switch (when) {
      case "on" -> true;
      case "off" -> false;
      case "loopback" -> loopback;
      default -> throw new IllegalArgumentException("expected on, off or loopback, not: " + when);
    };
  }

  private static boolean isLoopback(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("shelfshare.edge.host is unknown here: " + host, e);
    }
  }

  /**
   * Certificate and key as PEM files.
   *
   * @param clientCa where it is given, clients must show a certificate that this one signed
   */
  public record Tls(Path certificate, Path key, Optional<Path> clientCa) {
    static Optional<Tls> from(Config tls) {
      String certificate = tls.getString("certificate");
      String clientCa = tls.getString("client-ca");
      if (certificate.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new Tls(
              Path.of(certificate),
              Path.of(tls.getString("key")),
              clientCa.isEmpty() ? Optional.empty() : Optional.of(Path.of(clientCa))));
    }
  }

  /**
   * Bounds of the transport.
   *
   * @param idle how long a connection without calls stays open
   * @param drainQuiet a shutdown waits until no call came for so long
   * @param drainMax the longest that a shutdown waits
   */
  public record Transport(
      int connectionsMax,
      int messageBytesMax,
      int headerBytesMax,
      int streamsPerConnectionMax,
      Duration idle,
      Duration drainQuiet,
      Duration drainMax) {
    static Transport from(Config transport) {
      return new Transport(
          transport.getInt("connections-max"),
          Math.toIntExact(transport.getBytes("message-bytes-max")),
          Math.toIntExact(transport.getBytes("header-bytes-max")),
          transport.getInt("streams-per-connection-max"),
          transport.getDuration("idle"),
          transport.getDuration("drain-quiet"),
          transport.getDuration("drain-max"));
    }
  }
}
