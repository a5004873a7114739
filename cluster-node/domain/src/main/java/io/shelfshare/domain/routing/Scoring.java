package io.shelfshare.domain.routing;

import io.shelfshare.domain.StoreId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Scores stores by a policy and puts the best first. Pure, and the same on every machine. */
public final class Scoring {
  private static final long BEST = 10_000;
  private static final int BUSY_ORDERS = 20;
  private static final long SHIP_SECONDS_MOST = 72 * 3_600L;

  private Scoring() {}

  /** A store with its score; the lottery decides among equals, the lower number first. */
  public record Ranked(StoreId store, Score score, long lottery) {}

  /** Best first. */
  public static List<Ranked> rank(Policy policy, List<Facts> candidates, long seed) {
    return candidates.stream()
        .map(one -> new Ranked(one.store(), score(policy, one), lottery(seed, one.store())))
        .sorted(
            Comparator.comparingLong((Ranked one) -> one.score().total())
                .reversed()
                .thenComparing(Ranked::lottery, Long::compareUnsigned)
                .thenComparing(one -> one.store().value()))
        .toList();
  }

  /** A store's score with all its parts that weigh anything. */
  public static Score score(Policy policy, Facts facts) {
    List<Score.Part> parts = new ArrayList<>();
    policy
        .weights()
        .forEach(
            (factor, weight) -> {
              boolean ofBids =
                  factor == Factor.FEE || factor == Factor.SHIP_BY || factor == Factor.QUANTITY;
              if (weight > 0 && (!ofBids || facts.offer().isPresent())) {
                parts.add(new Score.Part(factor, value(policy, factor, facts), weight));
              }
            });
    return Score.of(parts);
  }

  private static long value(Policy policy, Factor factor, Facts facts) {
    return switch (factor) {
      case DISTANCE -> BEST - share(facts.metres(), policy.farKilometres() * 1_000L);
      case AVAILABILITY -> share(facts.available(), facts.wanted());
      case LOAD -> BEST - share(facts.openOrders(), BUSY_ORDERS);
      case CONTRACT -> facts.contract();
      case RELIABILITY -> facts.reliability();
      case CONFIDENCE -> facts.confidence();
      case SELL_THROUGH -> BEST - facts.sellThrough();
      case FEE -> facts.offer().map(offer -> BEST - share(offer.fee(), offer.feeMost())).orElse(0L);
      case SHIP_BY ->
          facts
              .offer()
              .map(offer -> BEST - share(offer.shipSeconds(), SHIP_SECONDS_MOST))
              .orElse(0L);
      case QUANTITY -> facts.offer().map(offer -> share(offer.units(), facts.wanted())).orElse(0L);
    };
  }

  /** Basis points of the whole, between none and all of it; none of nothing. */
  private static long share(long part, long whole) {
    if (whole <= 0 || part <= 0) {
      return 0;
    }
    return part >= whole ? BEST : Math.multiplyExact(part, BEST) / whole;
  }

  /**
   * A store's number in the lottery: the first 8 bytes of SHA-256 over the seed (8 bytes, big
   * endian) and the store's id in UTF-8. The lower unsigned number wins, so that anybody can draw
   * it again from the seed that is published with the result.
   */
  public static long lottery(long seed, StoreId store) {
    byte[] name = store.value().getBytes(StandardCharsets.UTF_8);
    ByteBuffer ticket = ByteBuffer.allocate(8 + name.length).putLong(seed).put(name);
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(ticket.array())).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
