package io.shelfshare.node.notify.channel;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where messages may be sent to: the public internet, unless told otherwise. */
public final class Addresses {
  private Addresses() {}

  /**
   * The URL, where messages may be sent to it as far as its text tells; where its name leads to is
   * seen when it is called.
   */
  public static Optional<URI> url(String text, boolean allowPrivate) {
    try {
      URI url = new URI(text);
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      boolean schemeIsRight = scheme.equals("https") || (allowPrivate && scheme.equals("http"));
      String host = url.getHost();
      if (!schemeIsRight || host == null || url.getUserInfo() != null) {
        return Optional.empty();
      }
      boolean portIsRight = url.getPort() == -1 || (url.getPort() > 0 && url.getPort() < 65_536);
      boolean placeIsRight =
          allowPrivate || literal(host).map(Addresses::isPublic).orElse(!isLocalName(host));
      return portIsRight && placeIsRight ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  private static boolean isLocalName(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost") || name.endsWith(".localhost") || !name.contains(".");
  }

  /** An address written as numbers, whose lookup asks nobody. */
  static Optional<InetAddress> literal(String host) {
    boolean numbers = host.matches("[0-9.]+") || host.startsWith("[");
    if (!numbers) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException noAddress) {
      return Optional.empty();
    }
  }

  /** As much of a URL as may be told: where it goes, and how it ends. */
  public static String hint(URI url) {
    String text = url.toString();
    String tail = text.substring(Math.max(0, text.length() - 4));
    return url.getScheme() + "://" + url.getRawAuthority() + "/…" + tail;
  }

  /**
   * Whether an address belongs to the public internet: not loopback, private (RFC 1918, RFC 4193),
   * link-local (with cloud metadata), shared (RFC 6598), reserved, or one of those inside IPv6.
   */
  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublicV4(bytes) : isPublicV6((Inet6Address) address);
  }

  private static boolean isPublicV4(byte[] bytes) {
    int a = bytes[0] & 0xff;
    int b = bytes[1] & 0xff;
    int c = bytes[2] & 0xff;
    boolean shared = a == 100 && b >= 64 && b < 128;
    boolean protocols = a == 192 && b == 0 && (c == 0 || c == 2);
    boolean benchmarks = a == 198 && (b == 18 || b == 19);
    boolean examples = (a == 198 && b == 51 && c == 100) || (a == 203 && b == 0 && c == 113);
    return a != 0 && a < 224 && !shared && !protocols && !benchmarks && !examples;
  }

  private static boolean isPublicV6(Inet6Address address) {
    byte[] bytes = address.getAddress();
    boolean global = (bytes[0] & 0xe0) == 0x20;
    boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
    boolean teredo = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0;
    boolean examples = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0d && bytes[3] == -72;
    byte[] nat64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    if (Arrays.equals(nat64, Arrays.copyOf(bytes, nat64.length))) {
      return isPublic(v4(Arrays.copyOfRange(bytes, nat64.length, bytes.length)));
    }
    return global && !sixToFour && !teredo && !examples;
  }

  private static InetAddress v4(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an address", e);
    }
  }
}
