/**
 * Who calls, and what that caller may do: tokens, callers, roles and permissions. How a refusal is
 * told to the caller belongs to the edge, not here.
 */
package io.shelfshare.node.security;
