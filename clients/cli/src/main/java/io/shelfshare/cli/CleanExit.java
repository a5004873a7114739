package io.shelfshare.cli;

/** What is still done where a person interrupts, instead of what would have been done after. */
final class CleanExit implements AutoCloseable {
  private final Thread hook;

  /** Until it is closed. */
  CleanExit(Runnable whenInterrupted) {
    this.hook = new Thread(whenInterrupted, "clean-exit");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      // The hook is at work already.
      return;
    }
  }
}
