package io.shelfshare.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** Prints a script that completes commands in a shell. */
@Command(name = "generate-completion")
final class GenerateCompletionCommand extends HelpedCommand implements Runnable {
  @Override
  public void run() {
    CommandSpec shelfshare = spec().root();
    root().terminal().data(AutoComplete.bash(shelfshare.name(), shelfshare.commandLine()));
  }
}
