import { beforeEach, describe, expect, it } from "vitest";
import { createParcel, unitsIn, type Parcel } from "@/state/parcel";

const expected = [
  { sku: "skus/1", units: 2 },
  { sku: "skus/2", units: 1 },
];

describe("a parcel", () => {
  let parcel: Parcel;
  const scan = (sku: string) => parcel.scan(sku).kind;
  const line = (sku: string) => parcel.lines.find((one) => one.sku === sku);

  beforeEach(() => {
    parcel = createParcel(expected, ["good", "damaged", "refused", "surplus"]);
    parcel.empty();
  });

  it("has all that is expected, until somebody begins to count", () => {
    const whole = createParcel(expected, ["good"]);
    expect(whole.lines.map((one) => one.good)).toEqual([2, 1]);
    whole.empty();
    expect(whole.lines.map(unitsIn)).toEqual([0, 0]);
  });

  it("is counted up unit by unit", () => {
    expect([scan("skus/1"), scan("skus/2"), scan("skus/1")]).toEqual(Array(3).fill("counted"));
    expect(parcel.lines.map((one) => one.good)).toEqual([2, 1]);
    expect(parcel.lines.some((one) => parcel.isTooMuch(one))).toBe(false);
  });

  it("has what is more than was sent apart from it", () => {
    [1, 2, 3].forEach(() => scan("skus/1"));
    expect(scan("skus/1")).toBe("surplus");
    expect(line("skus/1")).toMatchObject({ good: 2, surplus: 2 });
  });

  it("has another item on a line of its own", () => {
    expect(scan("skus/9")).toBe("surplus");
    expect(scan("skus/9")).toBe("surplus");
    expect(line("skus/9")).toMatchObject({ expected: 0, good: 0, surplus: 2 });
  });

  it("counts a unit that was typed as damaged among those that came", () => {
    scan("skus/2");
    Object.assign(line("skus/2") ?? {}, { good: 0, damaged: 1 });
    expect(scan("skus/2")).toBe("surplus");
  });

  it("of a return takes neither more nor other items", () => {
    parcel = createParcel(expected, ["good", "damaged"]);
    parcel.empty();
    expect([scan("skus/2"), scan("skus/2"), scan("skus/9")]).toEqual([
      "counted",
      "too-much",
      "not-expected",
    ]);
    expect(parcel.lines).toHaveLength(2);
    Object.assign(line("skus/2") ?? {}, { good: 2 });
    expect(parcel.lines.map((one) => parcel.isTooMuch(one))).toEqual([false, true]);
  });
});
