package io.shelfshare.journalstore.log;

import java.util.List;

/**
 * What the index says of an entity.
 *
 * @param newestFirst its runs
 * @param deletedTo up to which sequence number its events were deleted, or 0
 */
record RunIndex(List<Run> newestFirst, long deletedTo) {
  static final RunIndex NONE = new RunIndex(List.of(), 0);

  /**
   * The epoch of the next incarnation: later than all that are known, and than those of
   * incarnations that began before and whose first write is still on its way.
   */
  long nextEpoch(long nowMillis) {
    long known = newestFirst.isEmpty() ? 0 : newestFirst.get(0).epoch();
    return Math.max(known + 1, nowMillis);
  }
}
