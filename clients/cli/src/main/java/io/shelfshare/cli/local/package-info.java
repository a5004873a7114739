/**
 * What {@code dev} and {@code demo} add to a cluster on this machine: its data folder, the display
 * of its start, the demo chain in it, and the file that tells scripts where it listens. Starting
 * and stopping itself lives in {@code io.shelfshare.local}.
 */
@NullMarked
package io.shelfshare.cli.local;

import org.jspecify.annotations.NullMarked;
