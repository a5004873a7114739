package io.shelfshare.node.history;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.node.grpc.gateway.PastEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Shows events of any kind to people: an event's name is its kind, its components are the details.
 * A new kind of event shows up by itself, so that a history is never silently short.
 */
final class Recorded {
  private Recorded() {}

  /**
   * As {@link #event}; of a bid it tells only that there was one, since the asking store may not
   * know who bids while a window is open. The ranking that closes the window names them all.
   */
  static PastEvent requestEvent(long number, RequestEvent event) {
    PastEvent shown = event(number, (Record) event, event.at());
    boolean sealed =
        event instanceof RequestEvent.Bade || event instanceof RequestEvent.BidWithdrawn;
    return sealed ? new PastEvent(shown.number(), shown.at(), shown.kind(), "", Map.of()) : shown;
  }

  static PastEvent event(long number, Record event, Instant at) {
    Map<String, Object> details = new LinkedHashMap<>();
    String actor = "";
    for (RecordComponent component : event.getClass().getRecordComponents()) {
      Object value = value(event, component);
      Optional<Mutation.Key> mutation = mutation(value);
      if (mutation.isPresent()) {
        actor = mutation.get().actor();
        details.put("request_id", mutation.get().id().toString());
      } else if (!isPlumbing(component.getName())) {
        put(details, component.getName(), value);
      }
    }
    return new PastEvent(number, at, kind(event.getClass().getSimpleName()), actor, details);
  }

  /** Who called stands in the event, or in the record of the call that it carries. */
  private static Optional<Mutation.Key> mutation(Object value) {
    if (value instanceof Mutation.Key key) {
      return Optional.of(key);
    }
    if (value instanceof Record record) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        if (component.getType() == Mutation.Key.class) {
          return Optional.of((Mutation.Key) value(record, component));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isPlumbing(String name) {
    return name.equals("at") || name.equals("fingerprint");
  }

  private static void put(Map<String, Object> details, String name, Object value) {
    Optional<?> present = value instanceof Optional<?> optional ? optional : Optional.of(value);
    present.ifPresent(shown -> details.put(snake(name).toLowerCase(Locale.ROOT), shown(shown)));
  }

  private static Object shown(Object value) {
    if (value instanceof Boolean || value instanceof Number) {
      return value;
    }
    if (value instanceof Collection<?> many) {
      return many.stream().map(Recorded::shown).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> details = new LinkedHashMap<>();
      map.forEach((key, each) -> put(details, key.toString(), each));
      return details;
    }
    if (value instanceof Record record) {
      return shown(record);
    }
    return value.toString();
  }

  /** A record of one text or number, as ids are, is that text or number. */
  private static Object shown(Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    if (components.length == 1) {
      return shown(value(record, components[0]));
    }
    Map<String, Object> details = new LinkedHashMap<>();
    for (RecordComponent component : components) {
      if (!isPlumbing(component.getName())) {
        put(details, component.getName(), value(record, component));
      }
    }
    return details;
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      // Records of the domain are public, their accessors too.
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("Cannot read " + component, e);
    }
  }

  private static String kind(String name) {
    return snake(name).toUpperCase(Locale.ROOT);
  }

  private static String snake(String camel) {
    return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_");
  }
}
