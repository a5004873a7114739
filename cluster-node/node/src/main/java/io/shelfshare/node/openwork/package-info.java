/**
 * Work that must wake up by itself: expiry, deadlines, unfinished orders, states that were not
 * published. An entity puts a row into the open-work table before it answers for what the row
 * guards ({@link io.shelfshare.node.openwork.Standing}); a daemon wakes the entity when the row is
 * due, and once more when the daemon starts anew, since somebody may have died. Nothing here knows
 * what the work is.
 */
package io.shelfshare.node.openwork;
