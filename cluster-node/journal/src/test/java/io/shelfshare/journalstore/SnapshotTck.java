package io.shelfshare.journalstore;

import akka.persistence.japi.snapshot.JavaSnapshotStoreSpec;
import com.typesafe.config.ConfigFactory;

/** Run by {@link TckIT}, with snapshots that take many pieces. */
public final class SnapshotTck extends JavaSnapshotStoreSpec {
  private static final int LARGE = 1_000_000;

  public SnapshotTck() {
    super(
        ConfigFactory.parseString("group-journal.store.snapshot-piece-bytes-max = 64 KiB")
            .withFallback(TckIT.database().config()));
  }

  @Override
  public int snapshotByteSizeLimit() {
    return LARGE;
  }
}
