package io.shelfshare.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that talks to the cluster. */
abstract class ApiCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Does the work; what the cluster refuses comes as {@code ShelfshareException}. */
  abstract int run(Session session) throws UsageProblem;

  @Override
  public final Integer call() {
    Shelfshare root = (Shelfshare) spec.root().userObject();
    try (Session session = root.open()) {
      return run(session);
    } catch (UsageProblem problem) {
      throw new ParameterException(
          spec.commandLine(), root.words().of(problem.key(), problem.values()));
    }
  }
}
