package io.shelfshare.journalstore.log;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Where an incarnation of an entity has written, from a sequence number on.
 *
 * @param epoch rises with the incarnations of the entity that wrote: milliseconds since 1970, when
 *     the incarnation began, or one more than the epoch before
 * @param first the first sequence number of this run; what older runs have from there on is void
 */
record Run(long epoch, long first, UUID log, int segment) {
  /**
   * The part of a run that counts.
   *
   * @param first the first sequence number to read
   * @param last the last one that may count
   */
  record Part(Run run, long first, long last) {}

  /**
   * The parts that hold events from a sequence number on, oldest first.
   *
   * @param newestFirst all runs of the entity
   */
  static List<Part> parts(List<Run> newestFirst, long from) {
    List<Part> parts = new ArrayList<>();
    long last = Long.MAX_VALUE;
    for (Run run : newestFirst) {
      if (run.first() <= last) {
        parts.add(0, new Part(run, Math.max(run.first(), from), last));
        last = run.first() - 1;
      }
      if (last < from) {
        break;
      }
    }
    return parts;
  }
}
