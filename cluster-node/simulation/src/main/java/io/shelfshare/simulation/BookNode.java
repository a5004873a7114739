package io.shelfshare.simulation;

import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.settlement.Ledger;
import io.shelfshare.domain.settlement.LedgerEvent;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.PostingStep;
import io.shelfshare.simulation.fault.Op;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The books of a pair of owners. */
final class BookNode extends Node {
  private final OwnerPair pair;
  private final List<LedgerEvent> journal = new ArrayList<>();
  private Ledger ledger;

  BookNode(World world, OwnerPair pair) {
    super(world, pair.toString());
    this.pair = pair;
    this.ledger = new Ledger(pair);
  }

  void take(OrderNode order, PostingStep step) {
    if (world.seam.reaches(Receiver.LEDGER)) {
      for (LedgerEvent event : world.seam.books(ledger.take(step, now(Op.TOLD)).events())) {
        world.happened(name, event);
        world.judge.happened(pair, event);
        ledger.apply(event);
        journal.add(event);
        world.judge.shows(pair, ledger.turnovers(), ledger.postings());
      }
    }
    send(order, () -> "took step " + step.step(), () -> order.booksTook(name, step.step()));
  }

  /** Orders that it has not closed. */
  List<io.shelfshare.domain.OrderId> open() {
    return List.copyOf(ledger.state().open().keySet());
  }

  @Override
  void tick() {
    // Nothing is ever due to it.
  }

  @Override
  void crash() {
    int snapshotAt = world.random().nextInt(journal.size() + 1);
    Ledger again = new Ledger(pair);
    for (int i = 0; i < journal.size(); i++) {
      if (i == snapshotAt) {
        again = Ledger.of(again.state());
      }
      again.apply(journal.get(i));
    }
    world.judge.replayed(name, ledger.state().open(), again.state().open());
    world.judge.replayed(name, new HashSet<>(ledger.turnovers()), new HashSet<>(again.turnovers()));
    ledger = again;
  }
}
