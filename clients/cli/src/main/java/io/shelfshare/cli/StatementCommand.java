package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.ExportStatementRequest;
import io.shelfshare.market.v1.ExportStatementResponse;
import io.shelfshare.market.v1.GetStatementRequest;
import io.shelfshare.market.v1.ListPostingsRequest;
import io.shelfshare.market.v1.ListPostingsResponse;
import io.shelfshare.market.v1.Posting;
import io.shelfshare.market.v1.Statement;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads the books between two owners. */
@Command(
    name = "statement",
    subcommands = {
      StatementCommand.Show.class,
      StatementCommand.Postings.class,
      StatementCommand.Export.class
    })
final class StatementCommand extends Group {

  /** What all of them are about: a month between two owners. */
  abstract static class OfPair extends ApiCommand {
    @Parameters(index = "0", paramLabel = "OWNER", descriptionKey = "param.owner")
    private String owner = "";

    @Parameters(index = "1", paramLabel = "OTHER", descriptionKey = "param.counterparty")
    private String other = "";

    @Option(names = "--month", paramLabel = "YYYY-MM", descriptionKey = "option.month")
    private String month = "";

    final String owner() {
      return ResourceNames.owner(owner);
    }

    final String other() {
      return ResourceNames.owner(other);
    }

    final String month() {
      return month;
    }
  }

  /** Shows a month: what it began with, what moved, what it ended with. */
  @Command(name = "show")
  static final class Show extends OfPair {
    @Override
    int run(Session session) {
      GetStatementRequest call =
          GetStatementRequest.newBuilder()
              .setParent(owner())
              .setCounterparty(other())
              .setMonth(month())
              .build();
      Statement statement = session.call(() -> session.client().settlement().getStatement(call));
      session.answer(statement, () -> print(session, statement));
      return ExitCodes.OK;
    }

    private static void print(Session session, Statement statement) {
      session
          .terminal()
          .data(
              session
                  .words()
                  .of(
                      "statement.of",
                      ResourceNames.id(statement.getOwner()),
                      ResourceNames.id(statement.getCounterparty()),
                      statement.getMonth()));
      if (statement.getAccountsCount() == 0) {
        session.terminal().note(session.words().of("empty.books"));
      }
      for (Statement.Account account : statement.getAccountsList()) {
        Table table = new Table(session.words().headings("kind", "received", "paid", "postings"));
        table.row(
            session.words().of("statement.opening"), Amounts.text(account.getOpening()), "", "");
        for (Statement.Item item : account.getItemsList()) {
          table.row(
              kind(session, item.getKind(), item.getReversal()),
              Amounts.text(item.getReceived()),
              Amounts.text(item.getPaid()),
              item.getPostingCount());
        }
        table.row(
            session.words().of("statement.closing"),
            Amounts.text(account.getClosing()),
            "",
            account.getPostingCount());
        session.terminal().data(table);
      }
    }
  }

  private static String kind(Session session, Posting.Kind kind, boolean reversal) {
    String name = kind.name().replace("KIND_", "");
    String words = session.words().ofOr("posting." + name, name);
    return reversal ? session.words().of("posting.reversal", words) : words;
  }

  /** Lists the postings of a month. */
  @Command(name = "postings")
  static final class Postings extends OfPair {
    @Option(names = "--limit", paramLabel = "N")
    private int limit = 200;

    @Override
    int run(Session session) {
      List<Posting> postings =
          session
              .client()
              .listPostings(
                  ListPostingsRequest.newBuilder()
                      .setParent(owner())
                      .setCounterparty(other())
                      .setMonth(month())
                      .setPageSize(1000)
                      .build())
              .limit(Math.max(0, limit))
              .toList();
      session.answer(
          ListPostingsResponse.newBuilder().addAllPostings(postings).build(),
          () -> print(session, postings));
      return ExitCodes.OK;
    }

    private static void print(Session session, List<Posting> postings) {
      Table table =
          new Table(
              session
                  .words()
                  .headings("order", "cause", "kind", "sku", "units", "amount", "payer", "payee"));
      for (Posting posting : postings) {
        table.row(
            ResourceNames.id(posting.getTransferOrder()),
            posting.getCause(),
            kind(session, posting.getKind(), posting.getReversal()),
            ResourceNames.id(posting.getSku()),
            posting.getQuantity(),
            Amounts.text(posting.getAmount()),
            ResourceNames.id(posting.getPayer()),
            ResourceNames.id(posting.getPayee()));
      }
      session.show(table, "empty.books");
    }
  }

  /** Writes the postings of a month to a file. */
  @Command(name = "export")
  static final class Export extends OfPair {
    enum Format {
      csv,
      xlsx
    }

    @Option(names = "--format", paramLabel = "FORMAT")
    private Format format = Format.csv;

    @Option(names = "--out", paramLabel = "FILE", required = true)
    private Path out = Path.of("");

    @Override
    int run(Session session) throws UsageProblem {
      ExportStatementRequest call =
          ExportStatementRequest.newBuilder()
              .setParent(owner())
              .setCounterparty(other())
              .setMonth(month())
              .setFormat(
                  ExportStatementRequest.Format.valueOf(
                      "FORMAT_" + format.name().toUpperCase(Locale.ROOT)))
              .build();
      long bytes;
      Path unfinished = out.resolveSibling(out.getFileName() + ".part");
      try {
        try (OutputStream file = Files.newOutputStream(unfinished)) {
          bytes = session.call(() -> write(session, call, file));
        }
        Files.move(unfinished, out, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException | java.io.UncheckedIOException unwritable) {
        throw new UsageProblem("usage.out-file", out.toString());
      }
      session.terminal().note(session.words().of("statement.exported", bytes, out.toString()));
      return ExitCodes.OK;
    }

    private static long write(Session session, ExportStatementRequest call, OutputStream file) {
      Iterator<ExportStatementResponse> parts = session.client().settlement().exportStatement(call);
      long bytes = 0;
      while (parts.hasNext()) {
        ExportStatementResponse part = parts.next();
        try {
          part.getContent().writeTo(file);
        } catch (IOException unwritable) {
          throw new java.io.UncheckedIOException(unwritable);
        }
        bytes += part.getContent().size();
      }
      return bytes;
    }
  }
}
