package io.shelfshare.domain.settlement;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * What moved between two owners in a month by one kind, in minor units.
 *
 * @param toFirst what the pair's first owner got; of one owner with itself, all of it
 * @param postings how many
 */
public record Turnover(Key key, long toFirst, long toSecond, long postings) {
  /** Of which there is one a part of the books. */
  public record Key(YearMonth month, String currency, Due.Kind kind, boolean reversal) {}

  static Key key(Posting posting) {
    return new Key(
        monthOf(posting.at()), posting.unitAmount().currency(), posting.kind(), posting.reversal());
  }

  /** Months are those of UTC. */
  public static YearMonth monthOf(Instant at) {
    return YearMonth.from(at.atOffset(ZoneOffset.UTC));
  }

  static Turnover of(OwnerPair pair, Posting posting) {
    long amount = posting.amount().minor();
    boolean first = posting.payee().equals(pair.first());
    return new Turnover(key(posting), first ? amount : 0, first ? 0 : amount, 1);
  }

  /** Both together. */
  public Turnover plus(Turnover other) {
    return new Turnover(
        key,
        Math.addExact(toFirst, other.toFirst),
        Math.addExact(toSecond, other.toSecond),
        postings + other.postings);
  }
}
