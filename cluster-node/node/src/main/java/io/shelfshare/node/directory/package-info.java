/**
 * Reference data in the cluster: one entity a kind that is the authority, and a replica of
 * everything on every node, which is what calls look at.
 */
package io.shelfshare.node.directory;
