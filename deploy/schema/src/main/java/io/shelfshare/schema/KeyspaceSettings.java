package io.shelfshare.schema;

import java.util.regex.Pattern;

/**
 * The keyspace everything lives in.
 *
 * @param name lower-case letters, digits and underscores
 * @param replication the CQL map, for example {@code {'class': 'NetworkTopologyStrategy',
 *     'datacenter1': 3}}; used only when the keyspace does not exist yet
 */
public record KeyspaceSettings(String name, String replication) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,47}");
  private static final Pattern REPLICATION = Pattern.compile("\\{[^{};]+}");

  /** Refuses what would not be a plain identifier or map, since both become part of a statement. */
  public KeyspaceSettings {
    if (!NAME.matcher(name).matches()) {
      throw new SchemaException("Keyspace name '%s' must match %s".formatted(name, NAME.pattern()));
    }
    if (!REPLICATION.matcher(replication).matches()) {
      throw new SchemaException(
          "Replication '%s' must be a CQL map such as {'class': 'SimpleStrategy',"
                  .formatted(replication)
              + " 'replication_factor': 1}");
    }
  }

  /** {@code shelfshare} with one copy of everything: for one machine, not for a cluster. */
  public static KeyspaceSettings single() {
    return single("shelfshare");
  }

  /** The same under another name. */
  public static KeyspaceSettings single(String name) {
    return new KeyspaceSettings(name, "{'class': 'SimpleStrategy', 'replication_factor': 1}");
  }

  /**
   * So many copies of everything in a datacenter; three let one be lost without anybody noticing.
   *
   * @param datacenter as Cassandra calls it
   */
  public static KeyspaceSettings replicated(String name, String datacenter, int copies) {
    return new KeyspaceSettings(
        name, "{'class': 'NetworkTopologyStrategy', '%s': %d}".formatted(datacenter, copies));
  }
}
