/**
 * The edge: one port that speaks gRPC, gRPC-Web and JSON. It knows who calls, checks what is asked,
 * translates between the API and the domain's words, and calls the ports in {@code gateway}. No
 * decision about stock, requests or orders is made here.
 */
package io.shelfshare.node.grpc;
