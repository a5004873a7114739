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
import java.time.Instant;
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

  private PostedRequest deciding(Op op) {
    return node.deciding(op).posted().orElseThrow();
  }

  /** Does what is due, looks up, or goes on awarding. */
  void goOn() {
    if (node.posted().isEmpty()) {
      return;
    }
    List<RequestEvent> due;
    do {
      due = new Progress(deciding(Op.DUE)).due(node.softHolds(), node.now(Op.DUE));
      node.persist(due);
    } while (!due.isEmpty());
    Optional<Progress.Lookup> lookup = new Progress(deciding(Op.DUE)).lookup(node.now(Op.DUE));
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

  /** What is found out takes its time, and may have changed when it comes. */
  private void lookUp(Progress.Lookup lookup) {
    PostedRequest now = state();
    int ring = now.course().audience().ring();
    List<Facts> facts = node.world.scouting.find(now, lookup);
    long lottery = node.world.random().nextLong();
    node.send(node, () -> "looked up " + lookup, () -> found(lookup, ring, facts, lottery));
  }

  private void found(Progress.Lookup lookup, int ring, List<Facts> facts, long lottery) {
    lookingUp = false;
    if (lookup == Progress.Lookup.RING && ring != state().course().audience().ring()) {
      // An answer that came twice is not one about the next ring.
      return;
    }
    node.world.judge.found(node.id, facts);
    node.persist(heard(lookup, node.world.seam.facts(state(), facts), lottery));
  }

  private List<RequestEvent> heard(Progress.Lookup lookup, List<Facts> facts, long lottery) {
    Instant now = node.now(Op.DUE);
    return switch (lookup) {
      case BIDDERS -> new Bidding(deciding(Op.CLOSE)).close(facts, lottery, now);
      case WHOM_TO_ASK -> {
        List<RequestEvent> asked = new Asking(deciding(Op.ASK)).ask(facts, now);
        yield asked.isEmpty() ? new Progress(state()).nobodyToAsk(now) : asked;
      }
      case RING -> {
        Set<StoreId> stores = new LinkedHashSet<>();
        facts.forEach(one -> stores.add(one.store()));
        yield new Progress(deciding(Op.DUE)).ringFound(stores, now);
      }
    };
  }

  /** A store that a bid's units were to be reserved at cannot, or did not answer. */
  List<RequestEvent> failed(SoftHolds.SoftHold hold, Refusal.Reason reason) {
    return new Bidding(state()).failed(hold, reason, node.now(Op.DUE));
  }
}
