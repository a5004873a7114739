package io.shelfshare.local.process;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A parent that starts a child, prints the child's process number and waits to be killed. */
public final class ParentOfSleeper {
  private ParentOfSleeper() {}

  /** The argument is a folder for the child. */
  public static void main(String[] arguments) throws InterruptedException {
    ChildJvm child = ChildJvm.start(ChildJvmTest.sleeper(Path.of(arguments[0])));
    System.out.println(child.pid());
    new CountDownLatch(1).await();
  }
}
