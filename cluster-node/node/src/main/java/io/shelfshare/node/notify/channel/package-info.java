/**
 * How messages look on each channel, how they are signed, what the answers mean, and where they may
 * be sent to. Plain HTTP: nothing here knows actors, tables or the market.
 */
package io.shelfshare.node.notify.channel;
