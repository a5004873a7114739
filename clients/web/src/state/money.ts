import { create } from "@bufbuild/protobuf";
import { MoneySchema, type Money } from "@proto/google/type/money_pb";

/** An amount that a person typed, to the cent: floating point never reaches the API. */
export function moneyOf(typed: number, currencyCode: string): Money {
  const cents = Math.round(typed * 100);
  return create(MoneySchema, {
    currencyCode,
    units: BigInt(Math.trunc(cents / 100)),
    nanos: (cents % 100) * 10_000_000,
  });
}
