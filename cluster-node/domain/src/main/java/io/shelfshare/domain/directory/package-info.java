/** Reference data: owners, stores, SKUs and where they are. */
package io.shelfshare.domain.directory;
