package io.shelfshare.node.stock;

import akka.persistence.typed.SnapshotAdapter;
import io.shelfshare.domain.stock.StoreStock;
import io.shelfshare.node.journal.StockSnapshot;

/** Copies a store's mutable stock, in its own thread, before a snapshot is written in another. */
final class StockSnapshots implements SnapshotAdapter<StoreStock> {
  private final UnpublishedLines unpublished;

  StockSnapshots(UnpublishedLines unpublished) {
    this.unpublished = unpublished;
  }

  @Override
  public Object toJournal(StoreStock stock) {
    return new StockSnapshot(stock.state(), unpublished.all());
  }

  @Override
  public StoreStock fromJournal(Object written) {
    StockSnapshot snapshot = (StockSnapshot) written;
    unpublished.touched(snapshot.unpublished(), snapshot.state().version());
    return StoreStock.of(snapshot.state());
  }
}
