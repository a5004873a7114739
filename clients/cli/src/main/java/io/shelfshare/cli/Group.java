package io.shelfshare.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only groups others: typed alone, it names them. */
abstract class Group implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public final void run() {
    Shelfshare root = (Shelfshare) spec.root().userObject();
    throw new ParameterException(spec.commandLine(), root.words().of("usage.no-command"));
  }
}
