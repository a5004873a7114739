/**
 * A cluster node as a child process. What a node does is not known here, only how it is told where
 * things are, and how one sees that it is ready.
 */
package io.shelfshare.local.node;
