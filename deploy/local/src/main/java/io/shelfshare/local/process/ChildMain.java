package io.shelfshare.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The main class of every child: runs the real main class, and halts the JVM when the parent is
 * gone. The parent holds the other end of standard input and never writes; the operating system
 * closes it when the parent ends, however it ends, so no crash leaves an orphan.
 *
 * <p>It runs on the class path of the child, so it must need nothing but the JDK.
 */
public final class ChildMain {
  /** A file to lock for the child's whole life, so that a successor waits for it to be gone. */
  static final String LOCK_PROPERTY = "shelfshare.child.lock";

  private static final int EXIT_PARENT_GONE = 86;
  private static final long LOCK_WAIT_SECONDS = 20;
  private static final long LOCK_POLL_MILLIS = 50;

  /** Kept reachable, because a collected channel would drop the lock. */
  private static final AtomicReference<FileLock> LOCK = new AtomicReference<>();

  private ChildMain() {}

  /** The first argument names the real main class, the others are passed on to it. */
  public static void main(String[] arguments) throws Exception {
    haltWhenParentIsGone(System.in);
    ignoreTerminalSignals();
    String file = System.getProperty(LOCK_PROPERTY, "");
    if (!file.isEmpty()) {
      LOCK.set(takeLock(Path.of(file)));
    }
    Class<?> realMain = Class.forName(arguments[0]);
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    try {
      realMain.getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void haltWhenParentIsGone(InputStream fromParent) {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (fromParent.read() >= 0) {
                  // The parent has nothing to say; only the end of the stream matters.
                }
              } catch (IOException e) {
                // A broken pipe means the same as its end.
              }
              Runtime.getRuntime().halt(EXIT_PARENT_GONE);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /**
   * Ctrl-C and a closed terminal reach every process of the foreground group. The parent decides
   * the order of stopping (nodes before their database), so children leave these two to it. {@code
   * sun.misc.Signal} is supported by every JDK but has no public name, hence reflection.
   */
  private static void ignoreTerminalSignals() {
    for (String name : new String[] {"INT", "HUP"}) {
      try {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object ignore = handler.getField("SIG_IGN").get(null);
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), ignore);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        // A platform without this signal does not deliver it either.
      }
    }
  }

  private static FileLock takeLock(Path file) throws IOException, InterruptedException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(LOCK_WAIT_SECONDS)) {
      FileLock taken = channel.tryLock();
      if (taken != null) {
        return taken;
      }
      Thread.sleep(LOCK_POLL_MILLIS);
    }
    throw new IOException("Another process still uses " + file.getParent() + "; stop it first");
  }
}
