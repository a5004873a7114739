/** Snapshots in Cassandra, in pieces. Nothing here knows Akka. */
package io.shelfshare.journalstore.snapshot;
