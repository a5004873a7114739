package io.shelfshare.node.grpc;

import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.request.Award;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.RequestGateway;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.security.Caller;
import io.shelfshare.node.security.Permissions;
import io.shelfshare.node.security.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Tells who won, to those who may know (promise P7). */
final class LostGrabs {
  private final RequestGateway requests;
  private final Permissions permissions;

  LostGrabs(RequestGateway requests, Permissions permissions) {
    this.requests = requests;
    this.permissions = permissions;
  }

  /**
   * The answer, with {@code winner_store} where units went to others and the caller may know of it.
   * Staff of one store never may of a request that they lose, so that the many losers of a race
   * cost no further question.
   */
  CompletionStage<Answer<Award>> withWinner(Answer<Award> answer, RequestId id, Caller caller) {
    boolean ofStore = caller.role() == Role.CLERK || caller.role() == Role.MANAGER;
    if (!ofStore
        && answer instanceof Answer.Refused<Award> refused
        && refused.refusal().reason() == Refusal.Reason.ALREADY_COVERED) {
      return requests
          .get(id)
          .thenApply(
              request ->
                  request instanceof Answer.Ok<RequestView> ok
                      ? Answer.refused(told(refused.refusal(), ok.value(), caller))
                      : answer);
    }
    return CompletableFuture.completedFuture(answer);
  }

  private Refusal told(Refusal refusal, RequestView request, Caller caller) {
    String winners =
        request.awards().stream()
            .map(Award::store)
            .filter(store -> permissions.maySeeAward(caller, request.spec().store(), store))
            .map(Names::of)
            .distinct()
            .collect(Collectors.joining(","));
    if (winners.isEmpty()) {
      return refusal;
    }
    Map<String, String> details = new HashMap<>(refusal.details());
    details.put("winner_store", winners);
    return new Refusal(refusal.reason(), details);
  }
}
