/**
 * Two markets and a raw database beside each other: the same calls in turns, what each turn cost,
 * and what comes of it over the rounds. Nothing here starts a process or shows a result.
 */
package io.shelfshare.load.versus;
