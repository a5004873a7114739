/**
 * The {@code shelfshare} command: what clerks, headquarters and newcomers type.
 *
 * <p>Here live the commands, one class each. They read arguments, call the client library and print
 * what the cluster answered; they decide nothing that the market decides. Words for people come
 * from the resource bundles beside this package.
 */
@NullMarked
package io.shelfshare.cli;

import org.jspecify.annotations.NullMarked;
