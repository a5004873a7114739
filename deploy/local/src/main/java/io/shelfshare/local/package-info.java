/**
 * A whole Shelfshare on one machine: database, schema, nodes, keys. What the nodes do, and what is
 * loaded into them, is not known here.
 */
package io.shelfshare.local;
