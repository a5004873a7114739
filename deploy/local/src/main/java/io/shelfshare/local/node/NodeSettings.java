package io.shelfshare.local.node;

import io.shelfshare.local.network.NodePlace;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a managed node runs.
 *
 * @param name what people call it: {@code node 1}
 * @param jars the folder with a node's jars
 * @param workingFolder where it runs, and where core dumps would land
 * @param log where its output goes, appended
 * @param place the addresses of its listeners
 * @param edgePort the one public port: gRPC, gRPC-Web, JSON, health, metrics
 * @param remotingPort where the other nodes connect
 * @param managementPort for the cluster's own administration
 * @param seedNodes remoting addresses of the nodes that a starting one asks first
 * @param cassandra where the database's clients connect
 * @param datacenter the database's datacenter next to this node
 * @param publicKeys JWKS file that tokens are checked with
 * @param environment further variables, which win over the ones above
 */
public record NodeSettings(
    String name,
    Path jars,
    Path workingFolder,
    Path log,
    NodePlace place,
    int edgePort,
    int remotingPort,
    int managementPort,
    List<InetSocketAddress> seedNodes,
    List<InetSocketAddress> cassandra,
    String datacenter,
    String keyspace,
    Path publicKeys,
    int heapMegabytes,
    Duration startLimit,
    Map<String, String> environment) {

  /** Address of the edge and of the cluster's administration. */
  public String host() {
    return place.host();
  }

  /** What the child finds in its environment. */
  Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("SHELFSHARE_HOST", host());
    variables.put("SHELFSHARE_MANAGEMENT_HOST", host());
    variables.put("SHELFSHARE_REMOTING_HOST", place.remotingHost());
    variables.put("SHELFSHARE_PORT", Integer.toString(edgePort));
    variables.put("SHELFSHARE_REMOTING_PORT", Integer.toString(remotingPort));
    variables.put("SHELFSHARE_MANAGEMENT_PORT", Integer.toString(managementPort));
    variables.put("SHELFSHARE_SEED_NODES", joined(seedNodes));
    variables.put("SHELFSHARE_CASSANDRA", joined(cassandra));
    variables.put("SHELFSHARE_CASSANDRA_DC", datacenter);
    variables.put("SHELFSHARE_KEYSPACE", keyspace);
    variables.put("SHELFSHARE_JWKS", publicKeys.toString());
    variables.putAll(environment);
    return variables;
  }

  private static String joined(List<InetSocketAddress> addresses) {
    return addresses.stream()
        .map(address -> address.getHostString() + ":" + address.getPort())
        .collect(Collectors.joining(","));
  }
}
