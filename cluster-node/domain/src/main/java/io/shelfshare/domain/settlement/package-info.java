/**
 * Money: what a transfer costs by rule, what owners owe each other because of it, and what budgets
 * pay. Amounts are whole minor units; nothing here knows an order's states, only its totals.
 */
package io.shelfshare.domain.settlement;
