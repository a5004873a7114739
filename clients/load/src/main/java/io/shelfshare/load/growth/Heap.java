package io.shelfshare.load.growth;

/**
 * Bytes of a node's heap that are in use after a full collection.
 *
 * @param directory with stores and SKUs, before any stock
 * @param stocked with every store's stock in memory
 * @param posted with open requests besides
 * @param requests how many those are
 */
public record Heap(long directory, long stocked, long posted, int requests) {
  /** What a stock line takes, with its share of its store's entity. */
  public double bytesPerLine(GrowthSize size) {
    return (double) (stocked - directory) / size.lines();
  }

  /** What an open request takes: its entity and its place in the index of open requests. */
  public double bytesPerRequest() {
    return requests == 0 ? 0 : (double) (posted - stocked) / requests;
  }
}
