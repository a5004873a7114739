/**
 * What a run measured: latencies in histograms, outcomes by reason, and both over time. Nothing
 * here knows what is sent or how it is shown.
 */
package io.shelfshare.load.measure;
