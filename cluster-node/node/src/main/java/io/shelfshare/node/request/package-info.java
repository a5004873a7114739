/** Transfer requests in the cluster: their entity, and how the edge reaches it and the market. */
package io.shelfshare.node.request;
