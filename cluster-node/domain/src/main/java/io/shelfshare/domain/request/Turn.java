package io.shelfshare.domain.request;

import io.shelfshare.domain.routing.PolicyRef;
import java.time.Instant;
import java.util.Optional;

/** What a request waits for now. Each has only what makes sense in it. */
public sealed interface Turn {
  /** Which of the request's stages, counted from 0. */
  int stage();

  /** Since when. */
  Instant since();

  /** How far the windows are; of the last one that closed. */
  default Optional<Closing> closing() {
    return Optional.empty();
  }

  /** The first valid grab wins. */
  record FirstCome(int stage, Instant since) implements Turn {}

  /** Bids are collected. */
  record Collecting(int stage, Instant since, int round, Instant closesAt) implements Turn {}

  /** The window is closed; the best bid that is undecided is being awarded. */
  record Deciding(int stage, Instant since, int round, Closing closed) implements Turn {
    @Override
    public Optional<Closing> closing() {
      return Optional.of(closed);
    }
  }

  /** All bids are decided. The next bid, if any, opens another window. */
  record Decided(int stage, Instant since, int round, Closing closed) implements Turn {
    @Override
    public Optional<Closing> closing() {
      return Optional.of(closed);
    }
  }

  /** Stores are asked one by one; the one that is asked now is the last of the asks, if pending. */
  record Asking(int stage, Instant since) implements Turn {}

  /**
   * How a window closed.
   *
   * @param seed the lottery's, published with the result
   */
  record Closing(Instant at, long seed, PolicyRef policy) {}
}
