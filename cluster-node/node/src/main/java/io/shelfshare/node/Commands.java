package io.shelfshare.node;

import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What an entity does on each of its commands: one table for all entities of a kind. Akka's builder
 * makes one for each entity, which weighs more than most entities have to remember. To be filled in
 * a static initializer, and read by any thread from then on.
 *
 * @param <E> the entity
 * @param <C> its commands
 * @param <V> its events
 * @param <S> its state
 */
public final class Commands<E, C, V, S> {
  private final Map<Class<?>, Case<E, C, V, S>> cases = new HashMap<>();

  /** What an entity does on one command. */
  @FunctionalInterface
  public interface Case<E, C, V, S> {
    Effect<V, S> handle(E entity, S state, C command);
  }

  /** Says what is done on commands of exactly this class. */
  public <D extends C> Commands<E, C, V, S> on(Class<D> type, Case<E, D, V, S> handle) {
    cases.put(type, (entity, state, command) -> handle.handle(entity, state, type.cast(command)));
    return this;
  }

  /**
   * The same, once it is sure that nothing was left out.
   *
   * @param commands the sealed type of all commands
   * @throws IllegalStateException naming a command that has no case
   */
  public Commands<E, C, V, S> covering(Class<?> commands) {
    Class<?>[] kinds = commands.getPermittedSubclasses();
    for (Class<?> kind : kinds == null ? new Class<?>[0] : kinds) {
      covering(kind);
    }
    if (kinds == null && !cases.containsKey(commands)) {
      throw new IllegalStateException("nobody said what is done on " + commands);
    }
    return this;
  }

  /** The handler of one entity. */
  public CommandHandler<C, V, S> of(E entity) {
    return (state, command) -> {
      Case<E, C, V, S> one = Objects.requireNonNull(cases.get(command.getClass()));
      return one.handle(entity, state, command);
    };
  }
}
