package io.shelfshare.cli;

import com.google.type.Money;
import java.math.BigDecimal;
import java.util.Currency;

/** Exact amounts as people read and type them. */
final class Amounts {
  private static final int NANO_DIGITS = 9;

  private Amounts() {}

  /** {@code 12.30 CNY}; nothing where there is no currency. */
  static String text(Money money) {
    return money.getCurrencyCode().isEmpty() ? "" : number(money) + " " + money.getCurrencyCode();
  }

  /** A plain decimal number. */
  static String number(Money money) {
    BigDecimal exact =
        BigDecimal.valueOf(money.getUnits())
            .add(BigDecimal.valueOf(money.getNanos(), NANO_DIGITS))
            .stripTrailingZeros();
    int digits = digits(money.getCurrencyCode());
    return (exact.scale() < digits ? exact.setScale(digits) : exact).toPlainString();
  }

  private static int digits(String currency) {
    try {
      return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException unknown) {
      return 0;
    }
  }

  /** Reads a plain decimal number. */
  static Money read(String decimal, String currency) throws UsageProblem {
    try {
      BigDecimal exact = new BigDecimal(decimal);
      BigDecimal units = exact.setScale(0, java.math.RoundingMode.DOWN);
      return Money.newBuilder()
          .setCurrencyCode(currency)
          .setUnits(units.longValueExact())
          .setNanos(exact.subtract(units).movePointRight(NANO_DIGITS).intValueExact())
          .build();
    } catch (ArithmeticException | NumberFormatException malformed) {
      throw new UsageProblem("usage.amount", decimal);
    }
  }
}
