package io.shelfshare.domain.settlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An exact amount in the smallest unit that its currency has, for example fen or cents.
 *
 * @param currency ISO 4217 code, for example {@code CNY}
 * @param minor may be negative
 */
public record Money(String currency, long minor) {
  /** A ten-thousandth part; rates are whole numbers of them. */
  public static final long BASIS_POINTS = 10_000;

  public Money {
    digits(currency);
  }

  public static Money zero(String currency) {
    return new Money(currency, 0);
  }

  /**
   * Reads a plain decimal number.
   *
   * @throws ArithmeticException where it has more digits than the currency
   * @throws NumberFormatException where it is no number
   */
  public static Money parse(String decimal, String currency) {
    return new Money(
        currency, new BigDecimal(decimal).movePointRight(digits(currency)).longValueExact());
  }

  /** Whether ISO 4217 has such a currency, and people pay with it. */
  public static boolean isCurrency(String code) {
    try {
      return Currency.getInstance(code).getDefaultFractionDigits() >= 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** How many decimal digits the currency has, for example 2. */
  public static int digits(String currency) {
    int digits = Currency.getInstance(currency).getDefaultFractionDigits();
    if (digits < 0) {
      throw new IllegalArgumentException("Nobody pays in " + currency);
    }
    return digits;
  }

  public Money plus(Money other) {
    return new Money(currency, Math.addExact(minor, inSameCurrency(other)));
  }

  public Money minus(Money other) {
    return new Money(currency, Math.subtractExact(minor, inSameCurrency(other)));
  }

  public Money times(long factor) {
    return new Money(currency, Math.multiplyExact(minor, factor));
  }

  /** So many ten-thousandths of it, rounded half to even, to the minor unit. */
  public Money share(long basisPoints) {
    BigDecimal exact =
        BigDecimal.valueOf(minor)
            .multiply(BigDecimal.valueOf(basisPoints))
            .divide(BigDecimal.valueOf(BASIS_POINTS));
    return new Money(currency, exact.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
  }

  public boolean isZero() {
    return minor == 0;
  }

  private long inSameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(currency + " and " + other.currency + " do not add up");
    }
    return other.minor;
  }

  /** The amount as a plain decimal number, without its currency: {@code -12.30}. */
  public String decimal() {
    return BigDecimal.valueOf(minor, digits(currency)).toPlainString();
  }

  @Override
  public String toString() {
    return decimal() + " " + currency;
  }
}
