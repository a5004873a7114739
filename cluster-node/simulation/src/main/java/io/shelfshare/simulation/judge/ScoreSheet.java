package io.shelfshare.simulation.judge;

import static io.shelfshare.simulation.judge.Violation.require;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.routing.Factor;
import io.shelfshare.domain.routing.Facts;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.Score;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.Map;

/** What a store is worth to a request by the policy that it pinned, added up once more. */
final class ScoreSheet {
  private static final String BROKEN = "routing";
  private static final long ALL = 10_000;
  private static final double THREE_DAYS = 259_200;

  private final Policy policy;

  ScoreSheet(Policy policy) {
    this.policy = policy;
  }

  /** The sum of all that weighs anything; what only bids have counts for bids alone. */
  long total(Facts facts) {
    long total = 0;
    for (Map.Entry<Factor, Long> one : policy.weights().entrySet()) {
      if (counts(one.getKey(), one.getValue(), facts)) {
        total += one.getValue() * value(one.getKey(), facts);
      }
    }
    return total;
  }

  private static boolean counts(Factor factor, long weight, Facts facts) {
    return weight > 0
        && switch (factor) {
          case FEE, SHIP_BY, QUANTITY -> facts.offer().isPresent();
          default -> true;
        };
  }

  /** A recorded score says of each factor what it is, and adds up. */
  void check(Score score, Facts facts, Object about) {
    Map<Factor, Score.Part> parts = new EnumMap<>(Factor.class);
    for (Score.Part part : score.parts()) {
      boolean once = parts.put(part.factor(), part) == null;
      require(once, BROKEN, "a factor counted twice", about);
      long weight = policy.weights().getOrDefault(part.factor(), 0L);
      require(part.weight() == weight, BROKEN, "not the pinned weight", about);
      require(counts(part.factor(), weight, facts), BROKEN, "a factor too many", about);
      boolean so = part.value() == value(part.factor(), facts);
      require(so, BROKEN, "not what is known of the store", about);
    }
    long sum = score.parts().stream().mapToLong(part -> part.weight() * part.value()).sum();
    require(score.total() == sum && sum == total(facts), BROKEN, "a wrong score", about);
  }

  private long value(Factor factor, Facts facts) {
    return switch (factor) {
      case DISTANCE -> ALL - share(facts.metres(), 1_000L * policy.farKilometres());
      case AVAILABILITY -> share(facts.available(), facts.wanted());
      case LOAD -> ALL - share(facts.openOrders(), 20);
      case CONTRACT -> facts.contract();
      case RELIABILITY -> facts.reliability();
      case CONFIDENCE -> facts.confidence();
      case SELL_THROUGH -> ALL - facts.sellThrough();
      case FEE -> facts.offer().map(o -> ALL - share(o.fee(), o.feeMost())).orElseThrow();
      case SHIP_BY ->
          facts.offer().map(o -> ALL - share(o.shipSeconds(), THREE_DAYS)).orElseThrow();
      case QUANTITY -> facts.offer().map(o -> share(o.units(), facts.wanted())).orElseThrow();
    };
  }

  /** Basis points, rounded down; all of it at most. */
  private static long share(double part, double whole) {
    return whole <= 0 ? 0 : Math.min(ALL, (long) Math.floor(ALL * part / whole));
  }

  /** A store's number among equals, lower first: as the API's reference describes it. */
  static BigInteger ticket(long seed, StoreId store) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (int shift = 56; shift >= 0; shift -= 8) {
        sha.update((byte) (seed >>> shift));
      }
      byte[] all = sha.digest(store.value().getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, all, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
