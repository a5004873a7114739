/**
 * How a no is told: one mapper from refusals and faults to a gRPC status with {@code ErrorInfo} and
 * words in the caller's language. Nothing else in the node makes an error for the outside, and no
 * exception's message or class leaves through here.
 */
package io.shelfshare.node.grpc.error;
