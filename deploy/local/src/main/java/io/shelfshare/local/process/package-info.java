/**
 * Child JVMs on this machine: finding a Java runtime, choosing ports, locking folders, starting,
 * watching and stopping. What runs in a child is not known here.
 */
package io.shelfshare.local.process;
