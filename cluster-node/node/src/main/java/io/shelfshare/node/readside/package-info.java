/**
 * The read side: what entities publish after each event goes to a read table first and then to the
 * indexes. States with versions, not deltas, so that order and repetition do not matter. What an
 * entity decides never depends on anything here.
 */
package io.shelfshare.node.readside;
