/**
 * A node of the cluster: starts everything ({@link io.shelfshare.node.Main}) and holds what its
 * subjects share. Each subject has its own package; what decides lives in {@code
 * io.shelfshare.domain}.
 */
package io.shelfshare.node;
