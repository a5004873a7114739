package io.shelfshare.cli;

import com.google.protobuf.Message;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes reference data as CSV that can be imported again. */
abstract class DirectoryExportCommand<T extends Message> extends ApiCommand {
  @Option(names = "--to", paramLabel = "FILE", descriptionKey = "option.export-to")
  private Optional<Path> file = Optional.empty();

  private final DirectoryFile<T> format;

  DirectoryExportCommand(DirectoryFile<T> format) {
    this.format = format;
  }

  @Override
  final int run(Session session) throws UsageProblem {
    try {
      StringWriter text = new StringWriter();
      format.write(format.all(session), text);
      if (file.isPresent()) {
        Files.writeString(file.get(), text.toString(), StandardCharsets.UTF_8);
      } else {
        session.terminal().data(text.toString().stripTrailing());
      }
    } catch (IOException unwritable) {
      throw new UsageProblem("usage.file", String.valueOf(file.orElse(Path.of("-"))));
    }
    return ExitCodes.OK;
  }

  /** Exports owners. */
  @Command(name = "owners")
  static final class Owners extends DirectoryExportCommand<io.shelfshare.market.v1.Owner> {
    Owners() {
      super(new DirectoryFile.Owners());
    }
  }

  /** Exports stores. */
  @Command(name = "stores")
  static final class Stores extends DirectoryExportCommand<io.shelfshare.market.v1.Store> {
    Stores() {
      super(new DirectoryFile.Stores());
    }
  }

  /** Exports SKUs. */
  @Command(name = "skus")
  static final class Skus extends DirectoryExportCommand<io.shelfshare.market.v1.Sku> {
    Skus() {
      super(new DirectoryFile.Skus());
    }
  }

  /** Exports contracts. */
  @Command(name = "contracts")
  static final class Contracts extends DirectoryExportCommand<io.shelfshare.market.v1.Contract> {
    Contracts() {
      super(new DirectoryFile.Contracts());
    }
  }

  /** Exports people. */
  @Command(name = "staff")
  static final class People extends DirectoryExportCommand<io.shelfshare.market.v1.Staff> {
    People() {
      super(new DirectoryFile.People());
    }
  }
}
