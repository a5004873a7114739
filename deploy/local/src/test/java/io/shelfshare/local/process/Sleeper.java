package io.shelfshare.local.process;

import java.util.concurrent.CountDownLatch;

/** A child that says when it starts and when it is stopped in order, and sleeps in between. */
public final class Sleeper {
  private Sleeper() {}

  /** Says its first argument. */
  public static void main(String[] arguments) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("stopped in order")));
    System.out.println("started");
    new CountDownLatch(1).await();
  }
}
