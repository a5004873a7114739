package io.shelfshare.local.cassandra;

import io.shelfshare.local.process.Progress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program that starts a server, prints its process number and waits to be killed. */
public final class ParentOfCassandra {
  private ParentOfCassandra() {}

  /** The argument is the server's folder. */
  public static void main(String[] arguments) throws InterruptedException {
    CassandraSettings settings = TestServer.in(Path.of(arguments[0]));
    System.out.println(ManagedCassandra.start(settings, Progress.silent()).pid());
    new CountDownLatch(1).await();
  }
}
