/**
 * How much one caller may ask of this node: calls a second and open watches. Counted in memory and
 * a node at a time; how much a store may have in the market is the market's business, not this.
 */
package io.shelfshare.node.grpc.limit;
