package io.shelfshare.node.request;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.PolicyBook;
import io.shelfshare.domain.routing.PolicyRef;
import io.shelfshare.domain.routing.Reliability;
import io.shelfshare.node.directory.PolicyCopy;
import io.shelfshare.node.directory.PolicyEntity;
import io.shelfshare.node.directory.PolicyReplica;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.gateway.RoutingGateway;
import io.shelfshare.node.mending.Asks;
import io.shelfshare.node.readside.Audiences;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Policies and standings as the edge reaches them: the copy here, the authority, the tables. */
public final class ShardedRouting implements RoutingGateway {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  private final ActorSystem<?> system;
  private final Asks asks;
  private final PolicyCopy copy;
  private final ActorRef<PolicyReplica.Command> replica;
  private final StoreStandings standings;
  private final Audiences audiences;

  public ShardedRouting(
      ActorSystem<?> system,
      Asks asks,
      PolicyCopy copy,
      ActorRef<PolicyReplica.Command> replica,
      StoreStandings standings,
      Audiences audiences) {
    this.system = system;
    this.asks = asks;
    this.copy = copy;
    this.replica = replica;
    this.standings = standings;
    this.audiences = audiences;
  }

  @Override
  public PolicyBook policies() {
    return copy.book();
  }

  @Override
  public CompletionStage<PolicyBook> fetchPolicies() {
    return AskPattern.<PolicyReplica.Command, Done>ask(
            replica, PolicyReplica.Sync::new, ANSWER_WITHIN, system.scheduler())
        .thenApply(done -> copy.book());
  }

  private EntityRef<PolicyEntity.Command> authority() {
    return ClusterSharding.get(system).entityRefFor(PolicyEntity.KEY, PolicyEntity.ID);
  }

  @Override
  public CompletionStage<Answer<Policy>> create(Policy draft, Mutation mutation) {
    return asks.<PolicyEntity.Command, PolicyEntity.Changed>ask(
            authority(),
            replyTo -> new PolicyEntity.Create(draft, mutation, replyTo),
            ANSWER_WITHIN)
        .thenCompose(this::afterSync);
  }

  @Override
  public CompletionStage<Answer<Policy>> publish(PolicyRef ref, Mutation mutation) {
    return asks.<PolicyEntity.Command, PolicyEntity.Changed>ask(
            authority(), replyTo -> new PolicyEntity.Publish(ref, mutation, replyTo), ANSWER_WITHIN)
        .thenCompose(this::afterSync);
  }

  /** Answers once this node has it as well, so that its caller can build on it. */
  private CompletionStage<Answer<Policy>> afterSync(PolicyEntity.Changed changed) {
    return fetchPolicies()
        .thenApply(
            book ->
                changed
                    .refusal()
                    .<Answer<Policy>>map(Answer::refused)
                    .orElseGet(() -> Answer.ok(changed.policy().orElseThrow())));
  }

  @Override
  public CompletionStage<Reliability> reliability(StoreId store) {
    return standings.reliability(store);
  }

  @Override
  public boolean hasReached(RequestView request, StoreId store) {
    return audiences.hasReached(request, store);
  }
}
