/**
 * Reads journals by persistence id: what happened, and how things stood. It writes nothing and
 * wakes no entity; everything that has to be quick asks the entities or the read side instead.
 */
package io.shelfshare.node.history;
