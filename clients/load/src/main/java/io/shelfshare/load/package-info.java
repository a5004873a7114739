/**
 * The load generator's command. What it is made of lives below: the demo chain and its loader, the
 * mixes, the run, the measurements and the reports.
 */
package io.shelfshare.load;
