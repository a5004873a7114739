package io.shelfshare.simulation;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.simulation.fault.Op;
import java.time.Instant;
import java.util.function.Supplier;

/** An entity with its journal; whatever it persists is durable at once. */
abstract class Node {
  final World world;
  final String name;

  /** The same whatever else a shrunk run leaves out. */
  final long birth;

  Node(World world, String name) {
    this.world = world;
    this.name = name;
    this.birth = world.freshNumber();
  }

  /** Does what is due and tells again what was not acknowledged. */
  abstract void tick();

  /** It died and is made anew: whatever is not in its journal is forgotten. */
  abstract void crash();

  final Instant now(Op op) {
    return world.seam.clock(op, world.now());
  }

  final Mutation read(Op op, Mutation sent) {
    return world.seam.mutation(op, sent);
  }

  final void send(Node to, Supplier<String> what, Runnable effect) {
    world.network.send(to, () -> name + " -> " + to.name + ": " + what.get(), effect);
  }

  /** Tells the judge what a client was answered. */
  final <E, A> void answer(Mutation sent, Decision<E, A> decision) {
    if (decision instanceof Decision.Done<E, A> done) {
      world.judge.done(name, sent, done.answer(), !done.events().isEmpty(), world.now());
    } else if (decision instanceof Decision.Refused<E, A> refused) {
      world.judge.refused(name, sent, refused.refusal(), world.now());
    }
  }
}
