package io.shelfshare.node.grpc.error;

import java.util.Map;

/**
 * What a field has to be.
 *
 * @param key the name of the words in the bundles, without {@code expected.}
 * @param arguments what the words need, by name
 */
public record Expected(String key, Map<String, String> arguments) {
  public Expected {
    arguments = Map.copyOf(arguments);
  }

  public static Expected of(String key) {
    return new Expected(key, Map.of());
  }

  public static Expected of(String key, String name, Object value) {
    return new Expected(key, Map.of(name, String.valueOf(value)));
  }

  /** A number within bounds, which belong to it. */
  public static Expected range(Object min, Object max) {
    return new Expected("range", Map.of("min", String.valueOf(min), "max", String.valueOf(max)));
  }
}
