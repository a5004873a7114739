import type { Units } from "./offer";

/** All of it, as a person finds it before changing anything. */
export function allOf(lines: readonly Units[]): Record<string, number> {
  return Object.fromEntries(lines.map(({ sku, units }) => [sku, units]));
}

export function totalOf(chosen: Readonly<Record<string, number>>): number {
  return Object.values(chosen).reduce((sum, units) => sum + units, 0);
}

/** What was chosen, as the API takes it. */
export function quantitiesOf(
  chosen: Readonly<Record<string, number>>,
): { sku: string; quantity: bigint }[] {
  return Object.entries(chosen)
    .filter(([, units]) => units > 0)
    .map(([sku, units]) => ({ sku, quantity: BigInt(units) }));
}
