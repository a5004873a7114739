package io.shelfshare.domain.routing;

/** How far a ring of an audience goes, seen from the store that posted. */
public sealed interface Reach {
  /** Whether a store is within it. */
  boolean includes(Spot poster, Spot store);

  /** A circle. */
  record Within(int kilometres) implements Reach {
    @Override
    public boolean includes(Spot poster, Spot store) {
      return poster.metresTo(store) <= kilometres * 1_000L;
    }
  }

  /** All stores that share the first {@code levels} names of the poster's region path. */
  record SameRegion(int levels) implements Reach {
    @Override
    public boolean includes(Spot poster, Spot store) {
      String[] here = poster.region().split("/", -1);
      String[] there = store.region().split("/", -1);
      int compared = Math.min(levels, here.length);
      if (there.length < compared) {
        return false;
      }
      for (int i = 0; i < compared; i++) {
        if (!here[i].equals(there[i])) {
          return false;
        }
      }
      return true;
    }
  }

  /** The whole chain. */
  record Everybody() implements Reach {
    @Override
    public boolean includes(Spot poster, Spot store) {
      return true;
    }
  }
}
