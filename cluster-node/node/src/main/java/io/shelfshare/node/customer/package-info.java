/**
 * Customers, apart from everything else: their references and addresses, sealed under a key of each
 * one's own, and the random tokens that the rest of the system knows them by. Nothing here goes
 * into a journal, a log or another table. Depends on nothing of the node but the edge's gateway.
 */
@NullMarked
package io.shelfshare.node.customer;

import org.jspecify.annotations.NullMarked;
