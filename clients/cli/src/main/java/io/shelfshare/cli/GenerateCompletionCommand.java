package io.shelfshare.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script that completes commands in a shell. */
@Command(name = "generate-completion")
final class GenerateCompletionCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    Shelfshare root = (Shelfshare) spec.root().userObject();
    root.terminal().data(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
  }
}
