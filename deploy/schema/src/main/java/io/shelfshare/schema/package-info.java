/**
 * The database schema as a deployed artefact, and the one runner that applies it before any node
 * starts. Nodes never create tables; what a table means to an entity is not known here.
 */
package io.shelfshare.schema;
