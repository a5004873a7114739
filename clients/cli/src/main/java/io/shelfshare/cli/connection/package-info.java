/**
 * Where to call and as whom: endpoints and tokens from options, the environment or a running {@code
 * shelfshare dev}. Nothing here prints.
 */
@NullMarked
package io.shelfshare.cli.connection;

import org.jspecify.annotations.NullMarked;
