package io.shelfshare.local.network;

import io.shelfshare.local.process.StartFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Each node as a host of its own on this machine: a Linux network namespace with two wires. One
 * leads to the database and to the clients, the other to the other nodes, and that one can be cut,
 * which is the harder case: a node that nobody of the cluster hears still reads and writes. A cut
 * drops packets silently, as a broken switch does. Needs root and iproute2.
 *
 * <p>Not safe for use from several threads at once. Namespaces and wires are gone after {@link
 * #close()}; those of a process that was killed are swept away by the next one.
 */
public final class Namespaces implements Wiring, AutoCloseable {
  private static final Pattern OWN_NAMESPACE = Pattern.compile("shelf-(\\d+)-\\d+");
  private static final int SUBNETS = 250;
  private static final int HOST_NUMBER = 254;
  private static final int RADIX = 36;

  /** Names of interfaces have at most 15 characters. */
  private static final long NUMBERS = 36L * 36 * 36 * 36 * 36;

  private final int nodes;
  private final long pid = ProcessHandle.current().pid();
  private final String tag = "s" + Long.toString(pid % NUMBERS, RADIX);
  private final String subnet = freeSubnet(pid);

  private Namespaces(int nodes) {
    this.nodes = nodes;
  }

  /** Why this machine cannot do it, or empty where it can. */
  public static Optional<String> hindrance() {
    String probe = "shelf-" + ProcessHandle.current().pid() + "-0";
    try {
      ip("netns", "add", probe);
      ip("netns", "delete", probe);
      return Optional.empty();
    } catch (StartFailedException e) {
      return Optional.of("network namespaces need Linux, root and iproute2: " + e.getMessage());
    }
  }

  /**
   * Makes hosts for nodes 1 to {@code nodes}, all wires whole.
   *
   * @throws StartFailedException if this machine cannot; with what {@code ip} said
   */
  public static Namespaces create(int nodes) {
    sweep();
    Namespaces made = new Namespaces(nodes);
    try {
      made.build();
      return made;
    } catch (RuntimeException e) {
      made.close();
      throw e;
    }
  }

  private void build() {
    for (Wire wire : Wire.values()) {
      ip("link", "add", wire.bridge(tag), "type", "bridge");
      ip("link", "set", wire.bridge(tag), "up");
    }
    ip("address", "add", databaseHost() + "/24", "dev", Wire.OUTSIDE.bridge(tag));
    for (int node = 1; node <= nodes; node++) {
      ip("netns", "add", namespace(node));
      ip("-n", namespace(node), "link", "set", "lo", "up");
      for (Wire wire : Wire.values()) {
        String near = wire.end(tag, node);
        String far = wire.interfaceName();
        ip("link", "add", near, "type", "veth", "peer", "name", far, "netns", namespace(node));
        ip("link", "set", near, "master", wire.bridge(tag), "up");
        ip("-n", namespace(node), "address", "add", address(wire, node) + "/24", "dev", far);
        ip("-n", namespace(node), "link", "set", far, "up");
      }
    }
  }

  @Override
  public String databaseHost() {
    return subnet + "." + HOST_NUMBER;
  }

  @Override
  public NodePlace node(int number) {
    if (number < 1 || number > nodes) {
      throw new IllegalArgumentException("node " + number + ", expected 1 to " + nodes);
    }
    return new NodePlace(
        address(Wire.OUTSIDE, number),
        address(Wire.AMONG_NODES, number),
        List.of("ip", "netns", "exec", namespace(number)));
  }

  /** Cuts a node off from all other nodes; database and clients still reach it. */
  public void cut(int node) {
    ip("link", "set", Wire.AMONG_NODES.end(tag, node), "nomaster");
  }

  /** Makes the wire of a node whole again; does nothing where it is. */
  public void mend(int node) {
    ip("link", "set", Wire.AMONG_NODES.end(tag, node), "master", Wire.AMONG_NODES.bridge(tag));
  }

  /** Makes all wires whole. */
  public void mendAll() {
    IntStream.rangeClosed(1, nodes).forEach(this::mend);
  }

  private String namespace(int node) {
    return "shelf-" + pid + "-" + node;
  }

  /** Both kinds of wires have the same numbers; only the outside one is known to this machine. */
  private String address(Wire wire, int node) {
    return wire == Wire.OUTSIDE ? subnet + "." + node : "10.214.0." + node;
  }

  /** The two networks every node is part of. */
  private enum Wire {
    OUTSIDE,
    AMONG_NODES;

    private char letter() {
      return this == OUTSIDE ? 'o' : 'n';
    }

    String bridge(String tag) {
      return tag + letter();
    }

    String end(String tag, int node) {
      return tag + letter() + node;
    }

    String interfaceName() {
      return this == OUTSIDE ? "outside" : "nodes";
    }
  }

  /** A subnet that no interface of this machine is in. */
  private static String freeSubnet(long start) {
    List<String> taken = new ArrayList<>();
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .forEach(address -> taken.add(address.getHostAddress()));
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
    return IntStream.range(0, SUBNETS)
        .mapToObj(i -> "10.213." + (start + i) % SUBNETS)
        .filter(subnet -> taken.stream().noneMatch(address -> address.startsWith(subnet + ".")))
        .findFirst()
        .orElseThrow(() -> new StartFailedException("No free subnet in 10.213.0.0/16"));
  }

  /** Takes away what processes left that were killed. */
  private static void sweep() {
    for (String line : ip("netns", "list").split("\n", -1)) {
      Matcher own = OWN_NAMESPACE.matcher(line);
      if (own.lookingAt() && ProcessHandle.of(Long.parseLong(own.group(1))).isEmpty()) {
        ip("netns", "delete", own.group());
        String tag = "s" + Long.toString(Long.parseLong(own.group(1)) % NUMBERS, RADIX);
        for (Wire wire : Wire.values()) {
          quietly("link", "delete", wire.bridge(tag));
        }
      }
    }
  }

  @Override
  public void close() {
    for (int node = 1; node <= nodes; node++) {
      for (Wire wire : Wire.values()) {
        quietly("link", "delete", wire.end(tag, node));
      }
      quietly("netns", "delete", namespace(node));
    }
    for (Wire wire : Wire.values()) {
      quietly("link", "delete", wire.bridge(tag));
    }
  }

  private static void quietly(String... words) {
    try {
      ip(words);
    } catch (StartFailedException e) {
      // It was not there, or is gone already.
    }
  }

  private static String ip(String... words) {
    List<String> line = new ArrayList<>(List.of("ip"));
    line.addAll(Arrays.asList(words));
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new StartFailedException("`" + String.join(" ", line) + "` said: " + said.strip());
      }
      return said;
    } catch (IOException e) {
      throw new StartFailedException("`ip` cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException("Interrupted at `" + String.join(" ", line) + "`", e);
    }
  }
}
