import type { Money } from "@proto/google/type/money_pb";

/** Digits after the point of a `Money`. */
const MONEY_DIGITS = 9;
const NANOS = 10n ** BigInt(MONEY_DIGITS);

/** An amount as the API takes it. */
export interface Amount {
  readonly currencyCode: string;
  readonly units: bigint;
  readonly nanos: number;
}

/**
 * Reads a decimal number exactly, as a whole number of its last digit: `12.5` with 2 digits is 1250.
 * Undefined where it is no number, or has more digits.
 */
export function parseDecimal(text: string, digits: number): bigint | undefined {
  const [, sign = "", whole = "", part = ""] = /^\s*(-?)(\d+)(?:\.(\d+))?\s*$/.exec(text) ?? [];
  if (whole === "" || part.length > digits) {
    return undefined;
  }
  const value = BigInt(whole + part.padEnd(digits, "0"));
  return sign ? -value : value;
}

/** The opposite: without zeros at the end, but for the first `least` digits. */
export function formatDecimal(value: bigint, digits: number, least = 0): string {
  const text = String(value < 0n ? -value : value).padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const part = text
    .slice(text.length - digits)
    .replace(/0+$/, "")
    .padEnd(least, "0");
  return `${value < 0n ? "-" : ""}${whole}${part ? `.${part}` : ""}`;
}

/** An amount as a decimal number, to its last digit. */
export function decimalOf(money: Pick<Money, "units" | "nanos">): string {
  return formatDecimal(nanosOf(money), MONEY_DIGITS, 2);
}

/** Billionths of the currency's unit; for comparing and for shares. */
export function nanosOf(money: Pick<Money, "units" | "nanos">): bigint {
  return money.units * NANOS + BigInt(money.nanos);
}

/** The amount that a person typed; undefined where that is none. */
export function amountOf(text: string, currencyCode: string): Amount | undefined {
  const value = parseDecimal(text, MONEY_DIGITS);
  return value === undefined
    ? undefined
    : { currencyCode, units: value / NANOS, nanos: Number(value % NANOS) };
}
