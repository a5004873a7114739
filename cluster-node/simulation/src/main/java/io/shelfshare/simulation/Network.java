package io.shelfshare.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What entities tell each other: in any order, several times, very late or never. */
final class Network {
  /** A network that is full loses whatever it likes. */
  private static final int UNDERWAY_MAX = 300;

  private static final int TRIES = 4;

  /** Something on its way to an entity; {@code notBefore} makes a few of them very late. */
  private record Message(
      long number, Node to, Supplier<String> what, Runnable effect, Instant notBefore) {}

  private final World world;
  private final List<Message> underway = new ArrayList<>();
  private boolean muted;

  Network(World world) {
    this.world = world;
  }

  void send(Node to, Supplier<String> what, Runnable effect) {
    if (muted) {
      return;
    }
    boolean late = !world.isSettling() && world.random().nextInt(6) == 0;
    Instant notBefore = late ? world.now().plusSeconds(world.random().nextInt(60)) : Instant.MIN;
    Message message = new Message(world.freshNumber(), to, what, effect, notBefore);
    if (underway.size() < UNDERWAY_MAX || world.isSettling()) {
      underway.add(message);
    } else {
      underway.set(world.random().nextInt(underway.size()), message);
    }
  }

  /** Nothing that is sent meanwhile leaves. */
  void mute(boolean now) {
    muted = now;
  }

  void clear() {
    underway.clear();
  }

  /**
   * Something arrives, or is lost, or arrives and stays under way as well.
   *
   * @return false where nothing is about to arrive
   */
  boolean deliverOne() {
    for (int i = 0; i < TRIES && !underway.isEmpty(); i++) {
      int which = anyUnderway();
      Message message = underway.get(which);
      if (world.now().isBefore(message.notBefore())) {
        continue;
      }
      boolean stays = world.random().nextInt(8) == 0;
      if (!stays) {
        underway.set(which, underway.get(underway.size() - 1));
        underway.remove(underway.size() - 1);
      }
      if (world.random().nextInt(12) == 0) {
        world.trace.add(() -> "    lost: " + message.what().get());
      } else {
        world.act(message.to(), message.what(), message.effect());
      }
      return true;
    }
    return false;
  }

  /** As {@link World#any}. */
  private int anyUnderway() {
    long salt = world.random().nextLong();
    int chosen = 0;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < underway.size(); i++) {
      long mixed = Luck.mix(underway.get(i).number() ^ salt);
      if (mixed < least) {
        least = mixed;
        chosen = i;
      }
    }
    return chosen;
  }

  /** Everything arrives, once, in the order in which it was sent. */
  void deliverAll() {
    int most = 100_000;
    for (int i = 0; i < underway.size(); i++) {
      Message message = underway.get(i);
      world.act(message.to(), message.what(), message.effect());
      if (i > most) {
        throw new IllegalStateException("messages bring about messages for ever");
      }
    }
    underway.clear();
  }
}
