package io.shelfshare.node.grpc;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.market.v1.ExportStatementRequest;
import io.shelfshare.market.v1.ExportStatementResponse;
import io.shelfshare.node.grpc.gateway.SettlementGateway;
import io.shelfshare.node.grpc.gateway.SettlementGateway.Entry;
import io.shelfshare.node.grpc.gateway.SettlementGateway.PostingPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends a month of postings as a file, page by page, so that no month is too long for memory. */
final class StatementExport {
  private static final int PAGE = 1_000;
  private static final int PART_BYTES = 64 * 1024;

  private final SettlementGateway settlement;

  StatementExport(SettlementGateway settlement) {
    this.settlement = settlement;
  }

  /** What is sent of a month. */
  record File(OwnerId owner, OwnerPair pair, YearMonth month) {}

  /** Completes once all of it was sent. */
  CompletionStage<Void> send(
      File file,
      ExportStatementRequest.Format format,
      StreamObserver<ExportStatementResponse> out) {
    return format == ExportStatementRequest.Format.FORMAT_XLSX
        ? xlsx(
            file,
            new StatementFiles.Sheet(file.owner(), file.month().toString()),
            Optional.empty(),
            out)
        : csv(file, Optional.empty(), out);
  }

  private CompletionStage<Void> csv(
      File file, Optional<PostingPosition> after, StreamObserver<ExportStatementResponse> out) {
    return page(file, after)
        .thenCompose(
            entries -> {
              emit(StatementFiles.csv(file.owner(), entries, after.isEmpty()), out);
              return entries.size() < PAGE
                  ? done()
                  : csv(file, Optional.of(last(entries).position()), out);
            });
  }

  private CompletionStage<Void> xlsx(
      File file,
      StatementFiles.Sheet sheet,
      Optional<PostingPosition> after,
      StreamObserver<ExportStatementResponse> out) {
    return page(file, after)
        .thenCompose(
            entries -> {
              boolean more = entries.size() >= PAGE;
              try {
                sheet.add(entries);
                if (!more) {
                  sheet.end();
                }
              } catch (IOException e) {
                throw new UncheckedIOException("Writing to memory does not fail.", e);
              }
              emit(sheet.take(), out);
              return more ? xlsx(file, sheet, Optional.of(last(entries).position()), out) : done();
            });
  }

  private CompletionStage<List<Entry>> page(File file, Optional<PostingPosition> after) {
    return settlement.postings(file.pair(), file.month(), after, PAGE);
  }

  private static Entry last(List<Entry> entries) {
    return entries.get(entries.size() - 1);
  }

  private static CompletionStage<Void> done() {
    return CompletableFuture.completedFuture(null);
  }

  private static void emit(byte[] bytes, StreamObserver<ExportStatementResponse> out) {
    StatementFiles.parts(bytes, PART_BYTES)
        .forEach(
            part ->
                out.onNext(
                    ExportStatementResponse.newBuilder()
                        .setContent(ByteString.copyFrom(part))
                        .build()));
  }
}
