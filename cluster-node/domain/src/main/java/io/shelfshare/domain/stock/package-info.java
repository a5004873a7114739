/**
 * What one store has: stock lines, reservations, inbound units. Nothing of requests or orders lives
 * here but their ids.
 */
package io.shelfshare.domain.stock;
