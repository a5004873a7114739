package io.shelfshare.journalstore;

import io.shelfshare.journalstore.log.EventLog;
import io.shelfshare.journalstore.log.StoredEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events between the two steps of a recovery: Akka asks for the highest sequence number first, and
 * for the events at once afterwards. Those that nobody comes for are dropped, oldest first. Safe
 * for use by any thread.
 */
final class HeldRecoveries {
  private record Held(long from, List<StoredEvent> events) {}

  private final Map<String, Held> held;

  HeldRecoveries(int max) {
    held =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Held> eldest) {
            return size() > max;
          }
        };
  }

  synchronized void put(String entity, long from, EventLog.Beginning beginning) {
    if (beginning.complete() && !beginning.events().isEmpty()) {
      held.put(entity, new Held(from, beginning.events()));
    } else {
      held.remove(entity);
    }
  }

  /** The events, if they are there from this number on. They are there once. */
  synchronized Optional<List<StoredEvent>> take(String entity, long from) {
    return Optional.ofNullable(held.remove(entity))
        .filter(events -> events.from() <= Math.max(from, 1))
        .map(Held::events);
  }
}
