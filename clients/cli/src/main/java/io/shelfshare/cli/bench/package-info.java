/**
 * Starts what {@code bench} compares on this machine, lets it compete, checks it and removes it.
 * What is measured, and how, is the load generator's.
 */
package io.shelfshare.cli.bench;
