package io.shelfshare.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command has: help, and the way to the command that it belongs to. */
abstract class HelpedCommand {
  @Mixin private HelpOptions help = new HelpOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  final CommandSpec spec() {
    return spec;
  }

  final Shelfshare root() {
    return (Shelfshare) spec.root().userObject();
  }

  /** Whether the parser is to show the help and stop. */
  final boolean helpWanted() {
    return help.helpWanted();
  }

  /** The problem in words, as the parser reports its own. */
  final ParameterException mistyped(UsageProblem problem) {
    return new ParameterException(
        spec.commandLine(), root().words().of(problem.key(), problem.values()));
  }
}
