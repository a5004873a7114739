/**
 * How things are shown to people and programs: tables, times, colours, JSON and the words of each
 * language. Nothing here knows the network.
 */
@NullMarked
package io.shelfshare.cli.terminal;

import org.jspecify.annotations.NullMarked;
