/**
 * A signing key of this machine's own, and tokens signed with it. Checking tokens is the node's
 * business; so is what a role may do.
 */
package io.shelfshare.local.identity;
