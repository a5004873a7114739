/**
 * What is asked of the chain as a whole: stock as of now, the figures, unmet demand. Everything is
 * read from indexes and read tables; nothing is decided or written here.
 */
package io.shelfshare.node.report;
