/**
 * The two plugins that Akka Persistence loads, and what they share in an actor system. Here is what
 * knows Akka; what knows Cassandra lives in {@code log} and {@code snapshot}.
 */
package io.shelfshare.journalstore;
