package io.shelfshare.cli;

import io.shelfshare.cli.connection.Access;
import io.shelfshare.load.LoadCommand;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Gives the load generator's command the options of all commands that call a cluster. */
final class LoadConnection {
  private final Shelfshare root;
  private final GlobalOptions options = new GlobalOptions();

  LoadConnection(Shelfshare root) {
    this.root = root;
  }

  CommandLine command(Clock clock) {
    CommandSpec[] spec = new CommandSpec[1];
    CommandLine line = new CommandLine(new LoadCommand(() -> find(spec[0]), clock));
    spec[0] = line.getCommandSpec();
    spec[0].addMixin("connection", CommandSpec.forAnnotatedObject(options));
    spec[0].addMixin("help", CommandSpec.forAnnotatedObject(new HelpOptions()));
    return line;
  }

  /** A run acts for many stores, so headquarters of a running dev chain is meant by default. */
  private LoadCommand.Target find(CommandSpec spec) {
    try {
      Access access = root.access(options.over(root.options()).orHeadquarters());
      return new LoadCommand.Target(access.endpoints(), access.token());
    } catch (UsageProblem problem) {
      throw new ParameterException(
          spec.commandLine(), root.words().of(problem.key(), problem.values()));
    }
  }
}
