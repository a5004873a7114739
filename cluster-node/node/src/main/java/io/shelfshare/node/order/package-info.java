/**
 * Transfer orders in the cluster: their entity, and how the edge reaches it; and orders' photos.
 */
package io.shelfshare.node.order;
