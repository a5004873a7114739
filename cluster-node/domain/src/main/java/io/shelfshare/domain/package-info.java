/**
 * The words that every subject of the domain shares: ids, units, time-boxed mutations, refusals.
 *
 * <p>Plain Java alone lives in {@code io.shelfshare.domain} and below: no Akka, no gRPC, no driver,
 * no clock of its own. Time and chance come in as arguments.
 */
package io.shelfshare.domain;
