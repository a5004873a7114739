package io.shelfshare.load.market;

import io.shelfshare.market.v1.TransferRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;

/**
 * What clerks tell each other beside the market, so that many run for the same request at once and
 * parcels find their receiver. Safe for use by several threads.
 */
final class Board {
  private static final int RECENT_MAX = 24;
  private static final int ENDED_MAX = 200;

  private final Deque<TransferRequest> recent = new ArrayDeque<>();
  private final Deque<TransferRequest> special = new ArrayDeque<>();
  private final Deque<TransferRequest> ended = new ArrayDeque<>();
  private final Map<String, Queue<String>> parcels = new ConcurrentHashMap<>();
  private final Map<String, Queue<String>> returns = new ConcurrentHashMap<>();

  synchronized void posted(TransferRequest request) {
    recent.addFirst(request);
    if (recent.size() > RECENT_MAX) {
      recent.removeLast();
    }
  }

  /** A request that cannot be won any more; some clerks try all the same. */
  synchronized void ended(TransferRequest request) {
    ended.addFirst(request);
    if (ended.size() > ENDED_MAX) {
      ended.removeLast();
    }
  }

  /** A request that is not decided by the first grab alone, or an offer. */
  synchronized void special(TransferRequest request) {
    special.addFirst(request);
    if (special.size() > RECENT_MAX) {
      special.removeLast();
    }
  }

  synchronized Optional<TransferRequest> anySpecial(RandomGenerator random) {
    return any(special, random);
  }

  synchronized Optional<TransferRequest> anyRecent(RandomGenerator random) {
    return any(recent, random);
  }

  synchronized Optional<TransferRequest> anyEnded(RandomGenerator random) {
    return any(ended, random);
  }

  private static Optional<TransferRequest> any(Deque<TransferRequest> all, RandomGenerator random) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    List<TransferRequest> list = new ArrayList<>(all);
    // The newest are wanted most, so that many want the same.
    int bound = 1 + random.nextInt(list.size());
    return Optional.of(list.get(random.nextInt(bound)));
  }

  void shipped(String receiver, String order) {
    parcels.computeIfAbsent(receiver, r -> new ConcurrentLinkedQueue<>()).add(order);
  }

  Optional<String> nextParcel(String receiver) {
    return next(parcels, receiver);
  }

  void sentBack(String receiver, String order) {
    returns.computeIfAbsent(receiver, r -> new ConcurrentLinkedQueue<>()).add(order);
  }

  Optional<String> nextReturn(String receiver) {
    return next(returns, receiver);
  }

  private static Optional<String> next(Map<String, Queue<String>> all, String receiver) {
    Queue<String> waiting = all.get(receiver);
    return waiting == null ? Optional.empty() : Optional.ofNullable(waiting.poll());
  }
}
