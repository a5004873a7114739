/** A store's stock in the cluster: its entity, and how the edge reaches it. */
package io.shelfshare.node.stock;
