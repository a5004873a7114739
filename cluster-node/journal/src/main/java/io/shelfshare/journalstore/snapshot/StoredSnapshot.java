package io.shelfshare.journalstore.snapshot;

import io.shelfshare.journalstore.log.Serialized;

/**
 * A snapshot as it is stored.
 *
 * @param sequenceNr of the last event in it
 * @param writtenAt milliseconds since 1970
 */
public record StoredSnapshot(long sequenceNr, long writtenAt, Serialized snapshot) {}
