package io.shelfshare.cli;

/** How results are printed; typed in lower case. */
enum OutputFormat {
  /** Aligned columns for people. */
  table,
  /** The API's messages as JSON for programs. */
  json,
  /** Listings as comma-separated values (RFC 4180) for spreadsheets; the rest as for people. */
  csv
}
