package io.shelfshare.local.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the two files a Cassandra server reads at its start, anew each time. */
final class CassandraConfiguration {
  static final String DATACENTER = "datacenter1";

  private final Path folder;
  private final String clientHost;
  private final String ringHost;
  private final List<String> ring;
  private final int cqlPort;
  private final int storagePort;
  private final CommitLogAccess commitLogAccess;

  CassandraConfiguration(
      CassandraSettings settings, int cqlPort, int storagePort, CommitLogAccess commitLogAccess) {
    this.folder = settings.folder();
    this.clientHost = settings.clientHost();
    this.ringHost = settings.ringHost();
    this.ring = settings.ring();
    this.cqlPort = cqlPort;
    this.storagePort = storagePort;
    this.commitLogAccess = commitLogAccess;
  }

  Path serverFile() {
    return folder.resolve("conf/cassandra.yaml");
  }

  Path loggingFile() {
    return folder.resolve("conf/logback.xml");
  }

  void write() throws IOException {
    Files.createDirectories(folder.resolve("conf/triggers"));
    Files.writeString(serverFile(), server());
    Files.writeString(loggingFile(), logging());
  }

  /**
   * With one copy of the data, an answered write must be on the disk: {@code periodic} lost 857 of
   * 15,475 acknowledged rows when the process was killed, {@code batch} none of 3.9 million.
   */
  private String server() {
    return """
    # Generated at every start; changes are lost.
    cluster_name: shelfshare-local
    num_tokens: 1
    auto_bootstrap: false
    partitioner: org.apache.cassandra.dht.Murmur3Partitioner
    endpoint_snitch: SimpleSnitch
    seed_provider:
      - class_name: org.apache.cassandra.locator.SimpleSeedProvider
        parameters:
          - seeds: "%11$s"

    listen_address: %1$s
    storage_port: %4$d
    rpc_address: %10$s
    start_native_transport: true
    native_transport_port: %3$d

    data_file_directories:
      - %2$s
    commitlog_directory: %6$s
    saved_caches_directory: %7$s
    hints_directory: %8$s
    cdc_raw_directory: %9$s

    commitlog_sync: batch
    commitlog_disk_access_mode: %5$s
    commitlog_segment_size: 16MiB
    commitlog_total_space: 512MiB
    commit_failure_policy: die
    disk_failure_policy: die
    auto_snapshot: false

    concurrent_reads: 32
    concurrent_writes: 32
    memtable_allocation_type: offheap_objects
    memtable:
      configurations:
        trie:
          class_name: TrieMemtable
        default:
          inherits: trie
    # Small caches: this runs beside everything else on a developer's machine.
    file_cache_size: 64MiB
    key_cache_size: 16MiB
    concurrent_compactors: 1
    compaction_throughput: 64MiB/s
    storage_compatibility_mode: NONE
    """
        .formatted(
            ringHost,
            quoted("data"),
            cqlPort,
            storagePort,
            commitLogAccess.name().toLowerCase(Locale.ROOT),
            quoted("commitlog"),
            quoted("saved_caches"),
            quoted("hints"),
            quoted("cdc_raw"),
            clientHost,
            ring.stream().map(host -> host + ":" + storagePort).collect(Collectors.joining(",")));
  }

  private String quoted(String name) {
    return "'" + folder.resolve(name).toString().replace("'", "''") + "'";
  }

  private String logging() {
    return """
    <configuration>
      <appender name="file" class="ch.qos.logback.core.rolling.RollingFileAppender">
        <file>${cassandra.logdir}/system.log</file>
        <rollingPolicy class="ch.qos.logback.core.rolling.FixedWindowRollingPolicy">
          <fileNamePattern>${cassandra.logdir}/system.%i.log</fileNamePattern>
          <minIndex>1</minIndex>
          <maxIndex>3</maxIndex>
        </rollingPolicy>
        <triggeringPolicy class="ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy">
          <maxFileSize>10MB</maxFileSize>
        </triggeringPolicy>
        <encoder>
          <pattern>%-5level [%thread] %date{ISO8601} %F:%L - %msg%n</pattern>
        </encoder>
      </appender>
      <root level="INFO"><appender-ref ref="file"/></root>
    </configuration>
    """;
  }
}
