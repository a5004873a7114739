import { reactive, type UnwrapNestedRefs } from "vue";
import type { Units } from "./offer";

/** What can become of a unit that comes. `surplus` is what nobody sent, or another item. */
export type Part = "good" | "damaged" | "refused" | "surplus";

/** How many units of a SKU came, by what is to become of them. */
export type ParcelLine = { readonly sku: string; readonly expected: number } & Record<Part, number>;

/** What a scan of one unit came to. */
export type Scan =
  | { kind: "counted"; line: ParcelLine }
  /** One more than was sent, or an item that nobody sent. */
  | { kind: "surplus"; line: ParcelLine }
  | { kind: "too-much" | "not-expected" };

/** A parcel that somebody opens: what should be in it, and what is. */
export interface Parcel {
  readonly lines: UnwrapNestedRefs<ParcelLine[]>;
  /** Begins to count from nothing. */
  empty(): void;
  /** Counts one unit. */
  scan(sku: string): Scan;
  isTooMuch(line: ParcelLine): boolean;
}

/** @param parts what this parcel's units can become; without `surplus` there can be none */
export function createParcel(expected: readonly Units[], parts: readonly Part[]): Parcel {
  const lines = reactive<ParcelLine[]>(
    expected.map(({ sku, units }) => ({ ...nothingOf(sku, units), good: units })),
  );
  const takesSurplus = parts.includes("surplus");

  return {
    lines,
    empty() {
      lines.forEach((line) => Object.assign(line, nothingOf(line.sku, line.expected)));
    },
    scan(sku) {
      let line = lines.find((one) => one.sku === sku);
      if (line && seen(line) < line.expected) {
        line.good++;
        return { kind: "counted", line };
      }
      if (!takesSurplus) {
        return { kind: line ? "too-much" : "not-expected" };
      }
      if (!line) {
        lines.push(nothingOf(sku, 0));
        line = lines[lines.length - 1] as ParcelLine;
      }
      line.surplus++;
      return { kind: "surplus", line };
    },
    isTooMuch: (line) => seen(line) > line.expected,
  };
}

/** How many units of a line came. */
export function unitsIn(line: ParcelLine): number {
  return seen(line) + line.surplus;
}

/** Of those that were sent. */
function seen(line: ParcelLine): number {
  return line.good + line.damaged + line.refused;
}

function nothingOf(sku: string, expected: number): ParcelLine {
  return { sku, expected, good: 0, damaged: 0, refused: 0, surplus: 0 };
}
