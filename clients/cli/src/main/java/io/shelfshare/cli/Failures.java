package io.shelfshare.cli;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.client.ShelfshareException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells people and programs on the standard error what went wrong. */
final class Failures implements IExecutionExceptionHandler {
  private final Shelfshare shelfshare;

  Failures(Shelfshare shelfshare) {
    this.shelfshare = shelfshare;
  }

  @Override
  public int handleExecutionException(Exception thrown, CommandLine line, ParseResult result) {
    Terminal terminal = shelfshare.terminal();
    Words words = shelfshare.words();
    if (!(thrown instanceof ShelfshareException failure)) {
      terminal.note(
          terminal.styled(
              Terminal.Look.RED, words.of("failure.defect", String.valueOf(thrown.getMessage()))));
      thrown.printStackTrace(terminal.err());
      return ExitCodes.INTERNAL;
    }
    if (line.getCommand() instanceof ApiCommand command && command.forPrograms()) {
      new Terminal(terminal.err(), terminal.err(), false, false).jsonLine(asJson(failure));
    } else {
      tell(failure, terminal, words);
    }
    return ExitCodes.of(failure);
  }

  private static void tell(ShelfshareException failure, Terminal terminal, Words words) {
    String reason = failure.reason().isEmpty() ? failure.code().name() : failure.reason();
    String message = String.valueOf(failure.getMessage());
    String sentence = words.ofOr("reason." + reason, message);
    terminal.note(
        terminal.styled(Terminal.Look.RED, words.of("failure." + ExitCodes.of(failure), reason))
            + " "
            + sentence);
    if (!sentence.equals(message)) {
      terminal.note("  " + message);
    }
    failure.violations().stream()
        .filter(violation -> !message.contains(violation.description()))
        .forEach(v -> terminal.note("  " + v.field() + ": " + v.description()));
    failure.metadata().forEach((key, value) -> terminal.note("  " + key + " = " + value));
    failure
        .retryAfter()
        .ifPresent(
            pause ->
                terminal.note("  " + words.of("failure.retry-after", pause.toMillis() / 1000.0)));
  }

  private static Struct asJson(ShelfshareException failure) {
    Struct.Builder metadata = Struct.newBuilder();
    failure.metadata().forEach((key, value) -> metadata.putFields(key, text(value)));
    ListValue.Builder violations = ListValue.newBuilder();
    failure
        .violations()
        .forEach(
            v ->
                violations.addValues(
                    Value.newBuilder()
                        .setStructValue(
                            Struct.newBuilder()
                                .putFields("field", text(v.field()))
                                .putFields("description", text(v.description())))));
    return Struct.newBuilder()
        .putFields("code", text(failure.code().name()))
        .putFields("reason", text(failure.reason()))
        .putFields("message", text(String.valueOf(failure.getMessage())))
        .putFields("metadata", Value.newBuilder().setStructValue(metadata).build())
        .putFields("violations", Value.newBuilder().setListValue(violations).build())
        .build();
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }
}
