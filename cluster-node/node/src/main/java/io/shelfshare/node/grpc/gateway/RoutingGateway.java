package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.PolicyBook;
import io.shelfshare.domain.routing.PolicyRef;
import io.shelfshare.domain.routing.Reliability;
import java.util.concurrent.CompletionStage;

/** Policies of who is asked and who is best, and what is known of stores. */
public interface RoutingGateway {
  /** Every policy, from this node's copy; local and immediate. */
  PolicyBook policies();

  /** As the authority has them now. */
  CompletionStage<PolicyBook> fetchPolicies();

  /** Makes the next version of a policy, which has no problems. */
  CompletionStage<Answer<Policy>> create(Policy draft, Mutation mutation);

  /** Publishes a version, perhaps an older one. */
  CompletionStage<Answer<Policy>> publish(PolicyRef ref, Mutation mutation);

  /** What came of a store's awards, by the read side some milliseconds ago. */
  CompletionStage<Reliability> reliability(StoreId store);

  /** Whether a request's audience has reached a store. Local and immediate. */
  boolean hasReached(RequestView request, StoreId store);
}
