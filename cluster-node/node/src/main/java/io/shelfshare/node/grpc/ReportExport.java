package io.shelfshare.node.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.linecorp.armeria.common.CommonPools;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.shelfshare.market.v1.ExportReportRequest;
import io.shelfshare.market.v1.ExportReportResponse;
import io.shelfshare.market.v1.Figures;
import io.shelfshare.market.v1.QueryStockResponse;
import io.shelfshare.market.v1.StockFigures;
import io.shelfshare.market.v1.UnmetDemand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes a report as a file: a line for each group and one for the total, under the names of the
 * dimensions and of the API's fields. A report has a bounded number of groups, so it fits into
 * memory.
 */
final class ReportExport {
  private static final int PART_BYTES = 64 * 1024;
  private static final String TOTAL = "total";

  private final StockReports stock;
  private final PeriodReports periods;

  /** A file of fifty thousand lines takes seconds, in which whoever brought the last goes on. */
  private final Executor writers = CommonPools.blockingTaskExecutor();

  ReportExport(StockReports stock, PeriodReports periods) {
    this.stock = stock;
    this.periods = periods;
  }

  /**
   * Lines of a file.
   *
   * @param texts how many of the first columns are texts; the others are numbers
   */
  private record Lines(List<String> headings, int texts, List<List<String>> rows) {}

  /** The file's bytes, in parts. */
  CompletionStage<List<ExportReportResponse>> file(ExportReportRequest request, Call call) {
    return lines(request, call)
        .thenApply(
            lines ->
                request.getFormat() == ExportReportRequest.Format.FORMAT_XLSX
                    ? xlsx(lines)
                    : csv(lines))
        .thenApply(
            bytes ->
                StatementFiles.parts(bytes, PART_BYTES).stream()
                    .map(
                        part ->
                            ExportReportResponse.newBuilder()
                                .setContent(ByteString.copyFrom(part))
                                .build())
                    .toList());
  }

  private CompletionStage<Lines> lines(ExportReportRequest request, Call call) {
    return switch (request.getReportCase()) {
      case STOCK ->
          stock
              .grouped(request.getStock(), call, "stock.group_by")
              .thenApplyAsync(
                  found -> lines(found, ReportMessages::stock, StockFigures.getDescriptor()),
                  writers);
      case FIGURES ->
          periods
              .figuresByGroup(request.getFigures(), call, "figures.")
              .thenApplyAsync(
                  found -> lines(found, ReportMessages::figures, Figures.getDescriptor()), writers);
      case UNMET_DEMAND ->
          periods
              .unmetByGroup(request.getUnmetDemand(), call, "unmet_demand.")
              .thenApplyAsync(
                  found -> lines(found, ReportMessages::unmet, UnmetDemand.getDescriptor()),
                  writers);
      case STOCK_LINES ->
          stock
              .lines(request.getStockLines(), call, "stock_lines.filter")
              .thenApplyAsync(ReportExport::stockLines, writers);
      case REPORT_NOT_SET -> throw new IllegalStateException("A checked call names its report.");
    };
  }

  private static Lines stockLines(QueryStockResponse found) {
    List<FieldDescriptor> figures = StockFigures.getDescriptor().getFields();
    List<String> headings =
        new ArrayList<>(List.of("sku", "style", "colour", "size", "store", "owner", "region"));
    int texts = headings.size();
    figures.forEach(field -> headings.add(field.getName()));
    List<List<String>> rows = new ArrayList<>();
    for (QueryStockResponse.Line line : found.getLinesList()) {
      List<String> key =
          List.of(
              Names.sku(line.getSku()).value(),
              line.getStyle(),
              line.getColour(),
              line.getSize(),
              Names.store(line.getStore()).value(),
              line.getOwner().isEmpty() ? "" : Names.owner(line.getOwner()).value(),
              line.getRegion());
      rows.add(row(key, line.getFigures(), figures));
    }
    rows.add(row(List.of(TOTAL, "", "", "", "", "", ""), found.getTotal(), figures));
    return new Lines(headings, texts, rows);
  }

  private static <T> Lines lines(
      Grouped<T> found,
      Function<T, Message> message,
      com.google.protobuf.Descriptors.Descriptor columns) {
    List<String> headings = new ArrayList<>(found.groups().headings());
    int texts = Math.max(1, headings.size());
    if (headings.isEmpty()) {
      headings.add(TOTAL);
    }
    columns.getFields().forEach(field -> headings.add(field.getName()));
    List<List<String>> rows = new ArrayList<>();
    for (List<String> key : found.keys(java.util.Optional.empty(), Long.MAX_VALUE)) {
      rows.add(row(key, message.apply(found.of(key)), columns.getFields()));
    }
    List<String> total = new ArrayList<>(List.of(TOTAL));
    while (total.size() < texts) {
      total.add("");
    }
    rows.add(row(total, message.apply(found.total()), columns.getFields()));
    return new Lines(headings, texts, rows);
  }

  private static List<String> row(List<String> key, Message of, List<FieldDescriptor> fields) {
    List<String> row = new ArrayList<>(key);
    fields.forEach(field -> row.add(String.valueOf(of.getField(field))));
    return row;
  }

  private static byte[] csv(Lines lines) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord(lines.headings());
      lines.rows().forEach(csv::writeRecord);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory does not fail.", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] xlsx(Lines lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "Shelfshare", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("report");
      for (int column = 0; column < lines.headings().size(); column++) {
        sheet.value(0, column, lines.headings().get(column));
      }
      for (int row = 0; row < lines.rows().size(); row++) {
        List<String> cells = lines.rows().get(row);
        for (int column = 0; column < cells.size(); column++) {
          if (column < lines.texts()) {
            sheet.value(row + 1, column, cells.get(column));
          } else {
            sheet.value(row + 1, column, Long.valueOf(cells.get(column)));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory does not fail.", e);
    }
    return bytes.toByteArray();
  }
}
