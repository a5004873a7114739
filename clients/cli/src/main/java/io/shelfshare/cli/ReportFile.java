package io.shelfshare.cli;

import io.shelfshare.market.v1.ExportReportRequest;
import io.shelfshare.market.v1.ExportReportResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;

/** Writes a report to a file, whose name says of which kind: {@code .xlsx}, or else CSV. */
final class ReportFile {
  private ReportFile() {}

  /** Nobody finds half a report under the name: it is moved there once it is whole. */
  static int write(Session session, ExportReportRequest.Builder report, Path file)
      throws UsageProblem {
    boolean workbook = file.toString().endsWith(".xlsx");
    ExportReportRequest call =
        report
            .setFormat(
                workbook
                    ? ExportReportRequest.Format.FORMAT_XLSX
                    : ExportReportRequest.Format.FORMAT_CSV)
            .build();
    long bytes;
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (OutputStream out = Files.newOutputStream(unfinished)) {
        bytes = session.call(() -> copy(session.client().reports().exportReport(call), out));
      }
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | UncheckedIOException unwritable) {
      throw new UsageProblem("usage.out-file", file.toString());
    }
    session.terminal().note(session.words().of("statement.exported", bytes, file.toString()));
    return ExitCodes.OK;
  }

  private static long copy(Iterator<ExportReportResponse> parts, OutputStream out) {
    long bytes = 0;
    while (parts.hasNext()) {
      ExportReportResponse part = parts.next();
      try {
        part.getContent().writeTo(out);
      } catch (IOException unwritable) {
        throw new UncheckedIOException(unwritable);
      }
      bytes += part.getContent().size();
    }
    return bytes;
  }
}
