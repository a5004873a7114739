/**
 * Shows what a load run measured: JSON for programs, one HTML page with plots, lines for a
 * terminal. Nothing here measures.
 */
package io.shelfshare.load.report;
