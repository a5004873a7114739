/**
 * Whether this node may still speak for its entities: the lease that a majority of the members
 * renews for one another twice a second (promise P11). The journal asks for it; nothing else does.
 */
@NullMarked
package io.shelfshare.node.lease;

import org.jspecify.annotations.NullMarked;
