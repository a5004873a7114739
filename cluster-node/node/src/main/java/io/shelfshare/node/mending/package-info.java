/**
 * What becomes of messages to entities whose node is lost: they are sent again once, and soon. When
 * a node is lost, and who may take over, is decided elsewhere (the lease and the cluster).
 */
@NullMarked
package io.shelfshare.node.mending;

import org.jspecify.annotations.NullMarked;
