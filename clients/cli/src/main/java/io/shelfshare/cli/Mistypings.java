package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what was typed wrongly in one line, and where the help is; the whole help would hide it. */
final class Mistypings implements IParameterExceptionHandler {
  private final Shelfshare shelfshare;

  Mistypings(Shelfshare shelfshare) {
    this.shelfshare = shelfshare;
  }

  @Override
  public int handleParseException(ParameterException problem, String[] args) {
    CommandLine line = problem.getCommandLine();
    Terminal terminal = shelfshare.terminal();
    terminal.note(terminal.styled(Terminal.Look.RED, String.valueOf(problem.getMessage())));
    if (!UnmatchedArgumentException.printSuggestions(problem, terminal.err())) {
      terminal.note(shelfshare.words().of("usage.see-help", line.getCommandSpec().qualifiedName()));
    }
    return ExitCodes.USAGE;
  }
}
