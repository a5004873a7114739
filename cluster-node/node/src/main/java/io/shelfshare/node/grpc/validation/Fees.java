package io.shelfshare.node.grpc.validation;

import com.google.type.Money;
import java.util.Currency;
import java.util.Optional;

/** Fees on the wire and in the smallest unit of their currency; exact in both. */
public final class Fees {
  private static final long UNITS_MAX = 1_000_000_000L;

  private Fees() {}

  /** Cents, fen or whatever is smallest; empty where {@code money} is no such exact amount. */
  public static Optional<Long> smallest(Money money) {
    Optional<Currency> currency = currency(money.getCurrencyCode());
    if (currency.isEmpty() || money.getUnits() < 0 || money.getUnits() > UNITS_MAX) {
      return Optional.empty();
    }
    long perUnit = perUnit(currency.get());
    long nanosEach = 1_000_000_000L / perUnit;
    boolean exact =
        money.getNanos() >= 0
            && money.getNanos() < 1_000_000_000
            && money.getNanos() % nanosEach == 0;
    return exact
        ? Optional.of(money.getUnits() * perUnit + money.getNanos() / nanosEach)
        : Optional.empty();
  }

  /** An amount of the smallest unit as money. */
  public static Money money(long smallest, String code) {
    long perUnit = currency(code).map(Fees::perUnit).orElse(1L);
    return Money.newBuilder()
        .setCurrencyCode(code)
        .setUnits(smallest / perUnit)
        .setNanos((int) (smallest % perUnit * (1_000_000_000L / perUnit)))
        .build();
  }

  private static long perUnit(Currency currency) {
    long perUnit = 1;
    for (int i = 0; i < Math.max(0, currency.getDefaultFractionDigits()); i++) {
      perUnit *= 10;
    }
    return perUnit;
  }

  private static Optional<Currency> currency(String code) {
    try {
      return Optional.of(Currency.getInstance(code));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
