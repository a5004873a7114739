package io.shelfshare.local.cassandra;

import io.shelfshare.local.process.StartFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The flags of the Java 17 runtime under Cassandra. */
final class CassandraJvm {
  /** Internals of the JDK that Cassandra 5.0 uses, as its {@code jvm17-server.options} has them. */
  private static final List<String> EXPORTED =
      List.of(
          "java.base/jdk.internal.misc",
          "java.management.rmi/com.sun.jmx.remote.internal.rmi",
          "java.rmi/sun.rmi.registry",
          "java.rmi/sun.rmi.server",
          "java.sql/java.sql",
          "java.base/java.lang.ref",
          "jdk.unsupported/sun.misc",
          "jdk.compiler/com.sun.tools.javac.file",
          "jdk.attach/sun.tools.attach");

  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang.module",
          "java.base/jdk.internal.loader",
          "java.base/jdk.internal.ref",
          "java.base/jdk.internal.reflect",
          "java.base/jdk.internal.math",
          "java.base/jdk.internal.module",
          "java.base/jdk.internal.util.jar",
          "jdk.management/com.sun.management.internal",
          "java.base/sun.nio.ch",
          "java.base/java.io",
          "java.base/java.lang.reflect",
          "jdk.compiler/com.sun.tools.javac",
          "java.base/java.lang",
          "java.base/java.util");

  private CassandraJvm() {}

  static List<String> arguments(CassandraSettings settings, CassandraConfiguration configuration) {
    Path folder = settings.folder();
    List<String> arguments = new ArrayList<>();
    arguments.add("-javaagent:" + objectMeter(settings.serverJars()));
    for (String name : EXPORTED) {
      arguments.add("--add-exports=" + name + "=ALL-UNNAMED");
    }
    for (String name : OPENED) {
      arguments.add("--add-opens=" + name + "=ALL-UNNAMED");
    }
    arguments.addAll(
        List.of(
            "-Xms" + settings.heapMegabytes() / 2 + "m",
            "-Xmx" + settings.heapMegabytes() + "m",
            "-Xss256k",
            "-ea",
            "-da:net.openhft...",
            "-XX:+UseG1GC",
            "-XX:+ParallelRefProcEnabled",
            "-XX:MaxGCPauseMillis=300",
            "-XX:+PerfDisableSharedMem",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:ErrorFile=" + folder.resolve("logs/hs_err_pid%p.log"),
            "-Djdk.attach.allowAttachSelf=true",
            "-Djava.net.preferIPv4Stack=true",
            "-Djava.io.tmpdir=" + folder.resolve("tmp"),
            "-Dio.netty.tryReflectionSetAccessible=true",
            "-Dio.netty.allocator.useCacheForAllThreads=true",
            "-Dio.netty.allocator.maxOrder=11"));
    arguments.addAll(
        List.of(
            "-Dcassandra.config=" + configuration.serverFile().toUri(),
            "-Dlogback.configurationFile=" + configuration.loggingFile(),
            "-Dcassandra.logdir=" + folder.resolve("logs"),
            "-Dcassandra.storagedir=" + folder,
            "-Dcassandra.triggers_dir=" + folder.resolve("conf/triggers"),
            "-Dcassandra-foreground=yes",
            "-Dcassandra.ring_delay_ms=0",
            "-Dcassandra.superuser_setup_delay_ms=0"));
    arguments.addAll(
        settings.ring().size() == 1
            // A ring of one has nobody to wait for.
            ? List.of("-Dcassandra.skip_wait_for_gossip_to_settle=0")
            // Members on one machine hear each other at once.
            : List.of(
                "-Dcassandra.gossip_settle_min_wait_ms=2000",
                "-Dcassandra.gossip_settle_interval_ms=500"));
    return arguments;
  }

  /** The agent by which Cassandra measures the memory that its tables take. */
  private static Path objectMeter(Path serverJars) {
    if (!Files.isDirectory(serverJars)) {
      throw new StartFailedException(
          serverJars + " does not exist; build the distribution first (./mvnw package)");
    }
    try (Stream<Path> jars = Files.list(serverJars)) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith("jamm-"))
          .findFirst()
          .orElseThrow(
              () -> new StartFailedException(serverJars + " holds no Cassandra: no jamm jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
