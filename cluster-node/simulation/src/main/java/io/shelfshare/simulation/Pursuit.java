package io.shelfshare.simulation;

import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.request.Asking;
import io.shelfshare.domain.request.Bidding;
import io.shelfshare.domain.request.PostedRequest;
import io.shelfshare.domain.request.Progress;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.request.SoftHolds;
import io.shelfshare.domain.routing.Facts;
import io.shelfshare.simulation.fault.Op;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a request does as time passes; what it looks up comes late, twice or never. */
final class Pursuit {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RequestNode node;
  private boolean lookingUp;

  Pursuit(RequestNode node) {
    this.node = node;
  }

  void forget() {
    lookingUp = false;
  }

  private PostedRequest state() {
    return node.posted().orElseThrow();
  }

  /** Does what is due, looks up, or goes on awarding. */
  void goOn() {
    if (node.posted().isEmpty()) {
      return;
    }
    List<RequestEvent> due;
    do {
      due = new Progress(state()).due(node.softHolds(), node.now(Op.DUE));
      node.persist(due);
    } while (!due.isEmpty());
    Optional<Progress.Lookup> lookup = new Progress(state()).lookup(node.now(Op.DUE));
    // What was looked up may be lost, and is then looked up again some time.
    if (lookup.isPresent() && (!lookingUp || node.world.random().nextInt(3) == 0)) {
      lookingUp = true;
      lookUp(lookup.get());
    }
    award();
  }

  private void award() {
    Bidding.Next next;
    do {
      next =
          new Bidding(state())
              .award(node.softHolds(), node::freshOrder, PATIENCE, node.now(Op.DUE));
      node.persist(next.events());
    } while (!next.events().isEmpty());
    next.reserve().ifPresent(hold -> node.reserve(hold.supplier(), hold.order(), hold.lines()));
  }

  private void lookUp(Progress.Lookup lookup) {
    List<Facts> facts = new ArrayList<>();
    for (StoreNode store : node.world.stores()) {
      facts.add(
          new Facts(
              store.id, node.world.random().nextInt(9_000), 5, 9, 0, 0, 7_500, Optional.empty()));
    }
    long lottery = node.world.random().nextLong();
    node.send(node, () -> "looked up " + lookup, () -> found(lookup, facts, lottery));
  }

  private void found(Progress.Lookup lookup, List<Facts> facts, long lottery) {
    lookingUp = false;
    node.persist(
        switch (lookup) {
          case BIDDERS -> new Bidding(state()).close(facts, lottery, node.now(Op.DUE));
          case WHOM_TO_ASK -> {
            List<RequestEvent> asked = new Asking(state()).ask(facts, node.now(Op.DUE));
            yield asked.isEmpty() ? new Progress(state()).nobodyToAsk(node.now(Op.DUE)) : asked;
          }
          case RING -> {
            Set<StoreId> stores = new LinkedHashSet<>();
            facts.forEach(one -> stores.add(one.store()));
            yield new Progress(state()).ringFound(stores, node.now(Op.DUE));
          }
        });
  }

  /** A store that a bid's units were to be reserved at cannot, or did not answer. */
  List<RequestEvent> failed(SoftHolds.SoftHold hold, Refusal.Reason reason) {
    return new Bidding(state()).failed(hold, reason, node.now(Op.DUE));
  }
}
