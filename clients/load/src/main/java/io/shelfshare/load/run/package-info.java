/**
 * Runs a mix against a cluster: draws operations, sends their calls, times them and bounds what is
 * under way. Nothing here reads files or shows results.
 */
package io.shelfshare.load.run;
