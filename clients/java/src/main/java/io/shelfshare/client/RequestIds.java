package io.shelfshare.client;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * Makes the {@code request_id} of mutations: UUIDs of version 7, whose time lets the cluster refuse
 * copies that are too old to be remembered. Safe for use by several threads.
 */
public final class RequestIds {
  private final TimeOrderedEpochFactory factory;

  /** Ids whose time is {@code clock}'s and whose random bits are {@code random}'s. */
  public RequestIds(Clock clock, RandomGenerator random) {
    Object lock = new Object();
    this.factory =
        new TimeOrderedEpochFactory(
            () -> {
              synchronized (lock) {
                return random.nextLong();
              }
            },
            clock);
  }

  /** The next id; ids of one instance rise. */
  public String next() {
    return factory.create().toString();
  }
}
