package io.shelfshare.node.grpc;

import io.shelfshare.domain.settlement.Money;

/** Amounts of the API and of the domain. They were checked before they come here. */
final class Moneys {
  private static final int NANO_DIGITS = 9;

  private Moneys() {}

  static Money money(com.google.type.Money message) {
    String currency = message.getCurrencyCode();
    int digits = Money.digits(currency);
    long units = Math.multiplyExact(message.getUnits(), pow10(digits));
    return new Money(currency, units + message.getNanos() / pow10(NANO_DIGITS - digits));
  }

  /** As {@link #money}; nothing where the message is not set. */
  static Money money(boolean has, com.google.type.Money message, String currency) {
    return has ? money(message) : Money.zero(currency);
  }

  static com.google.type.Money message(Money money) {
    long perUnit = pow10(Money.digits(money.currency()));
    long nanosEach = pow10(NANO_DIGITS - Money.digits(money.currency()));
    return com.google.type.Money.newBuilder()
        .setCurrencyCode(money.currency())
        .setUnits(money.minor() / perUnit)
        .setNanos((int) (money.minor() % perUnit * nanosEach))
        .build();
  }

  private static long pow10(int digits) {
    long power = 1;
    for (int i = 0; i < digits; i++) {
      power *= 10;
    }
    return power;
  }
}
