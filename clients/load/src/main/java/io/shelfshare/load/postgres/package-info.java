/**
 * A PostgreSQL server of this machine's installation in a folder of its own, thrown away after use,
 * with the SQL of the peer that Shelfshare is measured against and its raw pgbench. Nothing here
 * installs anything, or touches a server that runs already.
 */
package io.shelfshare.load.postgres;
