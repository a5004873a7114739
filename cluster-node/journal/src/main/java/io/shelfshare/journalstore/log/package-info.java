/**
 * The log of events in Cassandra: how entities' events are grouped, written and read back. Nothing
 * here knows Akka.
 */
package io.shelfshare.journalstore.log;
