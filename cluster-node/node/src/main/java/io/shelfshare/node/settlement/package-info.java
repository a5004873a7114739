/**
 * Money in the cluster: the rule book and its copy on every node, the books between owners, and the
 * budgets. What is due is decided in the domain.
 */
package io.shelfshare.node.settlement;
