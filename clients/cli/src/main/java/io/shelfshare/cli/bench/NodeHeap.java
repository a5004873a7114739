package io.shelfshare.cli.bench;

import io.shelfshare.local.process.JavaRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a JVM for a full collection, and how much of its heap is in use after it. */
final class NodeHeap {
  private static final Pattern USED = Pattern.compile("heap\\s+total \\d+K, used (\\d+)K");
  private static final long KIB = 1_024;

  private NodeHeap() {}

  private static Path jcmd() {
    return JavaRuntime.current().home().resolve("bin/jcmd");
  }

  /** Whether this Java has the tool, which a runtime without a compiler has not. */
  static boolean canBeAsked() {
    return Files.isExecutable(jcmd());
  }

  /** Bytes in use after a full collection. */
  static long usedBytes(long pid) throws InterruptedException {
    String unused = ask(pid, "GC.run");
    String told = ask(pid, "GC.heap_info");
    Matcher used = USED.matcher(told);
    if (!used.find()) {
      throw new IllegalStateException("jcmd GC.heap_info says nothing of a heap in use: " + told);
    }
    return Long.parseLong(used.group(1)) * KIB;
  }

  private static String ask(long pid, String what) throws InterruptedException {
    try {
      Process asking =
          new ProcessBuilder(jcmd().toString(), Long.toString(pid), what)
              .redirectErrorStream(true)
              .start();
      String told = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (asking.waitFor() != 0) {
        throw new IllegalStateException("jcmd %s failed: %s".formatted(what, told));
      }
      return told;
    } catch (IOException e) {
      throw new UncheckedIOException("jcmd cannot be started", e);
    }
  }
}
