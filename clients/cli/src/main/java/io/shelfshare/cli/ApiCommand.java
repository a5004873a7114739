package io.shelfshare.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that talks to the cluster. */
abstract class ApiCommand extends HelpedCommand implements Callable<Integer> {
  @Mixin private GlobalOptions options = new GlobalOptions();

  /** Does the work; what the cluster refuses comes as {@code ShelfshareException}. */
  abstract int run(Session session) throws UsageProblem;

  /** Whether errors are to be printed for programs. */
  final boolean forPrograms() {
    return effective().output() == OutputFormat.json;
  }

  private GlobalOptions effective() {
    return options.over(root().options());
  }

  @Override
  public final Integer call() {
    try (Session session = root().open(effective())) {
      return run(session);
    } catch (UsageProblem problem) {
      throw mistyped(problem);
    }
  }
}
