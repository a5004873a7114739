package io.shelfshare.simulation;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.PolicyBook;
import io.shelfshare.domain.routing.PolicyEvent;
import io.shelfshare.domain.routing.PolicyRef;
import java.util.ArrayList;
import java.util.List;

/** The policies of the chain in all their versions. */
final class PolicyNode extends Node {
  private final List<PolicyEvent> journal = new ArrayList<>();
  private PolicyBook book = PolicyBook.EMPTY;

  PolicyNode(World world) {
    super(world, "policies");
  }

  PolicyBook book() {
    return book;
  }

  private void persist(Mutation sent, Decision<PolicyEvent, Policy> decision) {
    for (PolicyEvent event : world.seam.policies(decision.events())) {
      world.happened(name, event);
      world.judge.happened(event);
      book = book.apply(event);
      journal.add(event);
    }
    answer(sent, decision);
  }

  void create(Policy draft, Mutation sent) {
    persist(sent, book.create(draft, sent, world.now()));
  }

  void publish(PolicyRef ref, Mutation sent) {
    persist(sent, book.publish(ref, sent, world.now()));
  }

  @Override
  void tick() {
    // Nothing is ever due to it.
  }

  @Override
  void crash() {
    PolicyBook again = PolicyBook.EMPTY;
    for (PolicyEvent event : journal) {
      again = again.apply(event);
    }
    world.judge.replayed(name, book, again);
    book = again;
  }
}
