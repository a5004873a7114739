/**
 * A real Apache Cassandra 5.0 as a child process of a developer's machine or a test. Its
 * configuration is generated here; keyspaces and tables are not known here.
 */
package io.shelfshare.local.cassandra;
