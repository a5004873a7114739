/**
 * The ports through which the edge reaches the market's entities, indexes and directory, in the
 * domain's words. Nothing of protobuf, gRPC or Akka lives here: the edge calls, others implement.
 *
 * <p>Every call that leaves the node is asynchronous and never blocks the caller's thread. A stage
 * that completes with an {@link Answer} tells what the entity decided; one that fails says that the
 * outcome is unknown (an ask that timed out), which the edge answers with {@code RETRY_LATER}.
 */
package io.shelfshare.node.grpc.gateway;
