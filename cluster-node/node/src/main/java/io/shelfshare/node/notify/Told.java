package io.shelfshare.node.notify;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this node has told lately, so that a state that is published once more asks no courier
 * again. It only saves work: couriers know for good what they have. Confined to its publisher.
 */
final class Told {
  private static final int MAX = 20_000;

  private final Map<String, String> marks =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MAX;
        }
      };

  synchronized boolean isNew(String id, String mark) {
    return !mark.equals(marks.get(id));
  }

  synchronized void told(String id, String mark) {
    marks.put(id, mark);
  }
}
