package io.shelfshare.journalstore.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The epochs under which this log writes for entities, and their newest runs. Those that were used
 * least are forgotten: such an entity's next write looks its epoch up, and begins another. Not safe
 * for threads.
 */
final class Incarnations {
  /** One incarnation; its run changes with the segment. */
  static final class Incarnation {
    private final long epoch;
    private Optional<Run> run = Optional.empty();

    Incarnation(long epoch) {
      this.epoch = epoch;
    }

    long epoch() {
      return epoch;
    }

    /** The run that it writes to; empty before its first write. */
    Optional<Run> run() {
      return run;
    }

    void continueIn(Run next) {
      run = Optional.of(next);
    }
  }

  private final Map<String, Incarnation> remembered;

  Incarnations(int max) {
    remembered =
        new LinkedHashMap<>(1024, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Incarnation> eldest) {
            return size() > max;
          }
        };
  }

  void begin(String entity, long epoch) {
    remembered.put(entity, new Incarnation(epoch));
  }

  Optional<Incarnation> of(String entity) {
    return Optional.ofNullable(remembered.get(entity));
  }

  void end(String entity) {
    remembered.remove(entity);
  }
}
