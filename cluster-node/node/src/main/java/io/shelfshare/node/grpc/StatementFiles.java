package io.shelfshare.node.grpc;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.settlement.Money;
import io.shelfshare.domain.settlement.Posting;
import io.shelfshare.node.grpc.gateway.SettlementGateway.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Postings as files, in an owner's view: what it got is positive, what it paid negative. */
final class StatementFiles {
  private static final List<String> COLUMNS =
      List.of(
          "posting",
          "time",
          "order",
          "step",
          "cause",
          "kind",
          "reversal",
          "sku",
          "units",
          "unit_amount",
          "amount",
          "currency",
          "payer",
          "payee",
          "effect");

  private StatementFiles() {}

  /** One row of either file; amounts are plain decimal numbers. */
  private static List<String> row(OwnerId owner, Entry entry) {
    Posting posting = entry.posting();
    Money unit = posting.unitAmount();
    return List.of(
        entry.part() + "-" + posting.number(),
        posting.at().toString(),
        posting.order().value(),
        Long.toString(posting.step()),
        posting.cause(),
        posting.kind().name(),
        Boolean.toString(posting.reversal()),
        posting.sku().map(SkuId::value).orElse(""),
        Long.toString(posting.units()),
        unit.decimal(),
        posting.amount().decimal(),
        unit.currency(),
        posting.payer().value(),
        posting.payee().value(),
        posting.effectOn(owner).decimal());
  }

  /** Lines of a CSV file (RFC 4180, UTF-8); the first part has the header. */
  static byte[] csv(OwnerId owner, List<Entry> entries, boolean header) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      if (header) {
        csv.writeRecord(COLUMNS);
      }
      entries.forEach(entry -> csv.writeRecord(row(owner, entry)));
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory does not fail.", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A workbook that grows row by row; bytes are taken out of it as it grows. */
  static final class Sheet {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Workbook workbook;
    private final Worksheet sheet;
    private final OwnerId owner;
    private int rows;

    Sheet(OwnerId owner, String title) {
      this.owner = owner;
      this.workbook = new Workbook((OutputStream) bytes, "Shelfshare", "1.0");
      this.sheet = workbook.newWorksheet(title);
      for (int column = 0; column < COLUMNS.size(); column++) {
        sheet.value(0, column, COLUMNS.get(column));
      }
      rows = 1;
    }

    void add(List<Entry> entries) throws IOException {
      for (Entry entry : entries) {
        List<String> cells = row(owner, entry);
        for (int column = 0; column < cells.size(); column++) {
          cell(column, cells.get(column));
        }
        rows++;
      }
      sheet.flush();
    }

    /** Amounts and counts are numbers of the sheet, which shows them as they are. */
    private void cell(int column, String text) {
      switch (COLUMNS.get(column)) {
        case "step", "units", "unit_amount", "amount", "effect" ->
            sheet.value(rows, column, new BigDecimal(text));
        default -> sheet.value(rows, column, text);
      }
    }

    void end() throws IOException {
      workbook.finish();
    }

    byte[] take() {
      byte[] taken = bytes.toByteArray();
      bytes.reset();
      return taken;
    }
  }

  /** At most so many bytes a part. */
  static List<byte[]> parts(byte[] bytes, int most) {
    List<byte[]> parts = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += most) {
      int to = Math.min(bytes.length, from + most);
      parts.add(java.util.Arrays.copyOfRange(bytes, from, to));
    }
    return parts;
  }
}
