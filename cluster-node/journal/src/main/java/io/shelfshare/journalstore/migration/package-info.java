/**
 * Copies what the stock plugin (akka-persistence-cassandra) wrote into the tables of this one. Run
 * while no node runs.
 */
package io.shelfshare.journalstore.migration;
