/**
 * Domain events and snapshots to and from {@code shelfshare.journal.v1}, the only place that knows
 * those messages. Every format that was ever written is read for ever.
 */
package io.shelfshare.node.journal;
