package io.shelfshare.simulation;

import io.shelfshare.domain.Mutation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** What people and programs send: again when no answer came, and sometimes under a used id. */
final class Calls {
  private static final int REMEMBERED_MAX = 60;
  private static final int IN_TIME_SECONDS_MAX = 200;

  /** One call, as it can be sent again. */
  private record Call(Node target, String what, Mutation mutation, Consumer<Mutation> effect) {}

  private final World world;
  private final List<Call> sent = new ArrayList<>();
  private int ids;

  Calls(World world) {
    this.world = world;
  }

  /** Calls an entity; a program with a mistake may use an id that it used for something else. */
  void call(Node target, String what, Consumer<Mutation> effect) {
    Mutation mutation = mutation(what);
    if (world.random().nextInt(20) == 0) {
      for (Call before : sent) {
        if (before.target() == target && !before.what().equals(what)) {
          mutation = under(before.mutation(), what);
        }
      }
    }
    send(new Call(target, what, mutation, effect));
  }

  /** Calls with a mutation that the target's own id was made from. */
  void call(Node target, String what, Mutation mutation, Consumer<Mutation> effect) {
    send(new Call(target, what, mutation, effect));
  }

  Mutation mutation(String what) {
    ids++;
    long madeAt = world.now().toEpochMilli() << 16 | 0x7000L;
    UUID id = new UUID(madeAt, 0x8000_0000_0000_0000L | ids);
    return under(new Mutation("somebody", id, "", world.now()), what);
  }

  /** The same id with another body. */
  Mutation under(Mutation used, String what) {
    return new Mutation(
        used.actor(),
        used.id(),
        Integer.toHexString(what.hashCode()),
        world.now().plusSeconds(5 + world.random().nextInt(IN_TIME_SECONDS_MAX)));
  }

  /** Somebody did not hear an answer, and sends once more what was sent some time ago. */
  void again() {
    if (!sent.isEmpty()) {
      transmit(world.any(sent));
    }
  }

  private void send(Call call) {
    if (sent.size() < REMEMBERED_MAX) {
      sent.add(call);
    } else {
      sent.set(world.random().nextInt(sent.size()), call);
    }
    transmit(call);
  }

  private void transmit(Call call) {
    world.network.send(
        call.target(),
        () ->
            call.what()
                + " (id "
                + (call.mutation().id().getLeastSignificantBits() & 0xFFFF)
                + ") reaches "
                + call.target().name,
        () -> call.effect().accept(call.mutation()));
  }
}
