package io.shelfshare.journalstore.log;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What one entity persists at once: all of it or nothing. */
record Write(String entity, List<Encoded> events, long bytes, CompletableFuture<Void> done) {
  record Encoded(long sequenceNr, ByteBuffer event) {}

  static Write of(String entity, List<StoredEvent> events) {
    List<Encoded> encoded =
        events.stream().map(event -> new Encoded(event.sequenceNr(), event.encoded())).toList();
    long bytes = 0;
    for (Encoded event : encoded) {
      // About what its row's key and the statement take.
      bytes += event.event().remaining() + entity.length() + ROW_BYTES;
    }
    return new Write(entity, encoded, bytes, new CompletableFuture<>());
  }

  private static final int ROW_BYTES = 80;

  long first() {
    return events.get(0).sequenceNr();
  }
}
