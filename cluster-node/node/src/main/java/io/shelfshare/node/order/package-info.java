/** Transfer orders in the cluster: their entity, and how the edge reaches it. */
package io.shelfshare.node.order;
