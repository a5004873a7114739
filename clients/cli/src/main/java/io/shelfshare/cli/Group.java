package io.shelfshare.cli;

/** A command that only groups others: typed alone, it asks which. */
abstract class Group extends HelpedCommand implements Runnable {
  @Override
  public final void run() {
    throw mistyped(new UsageProblem("usage.no-command"));
  }
}
