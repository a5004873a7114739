package io.shelfshare.cli;

/** How results are printed; typed in lower case. */
enum OutputFormat {
  /** Aligned columns for people. */
  table,
  /** The API's messages as JSON for programs. */
  json
}
