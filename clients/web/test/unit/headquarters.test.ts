import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { TransferRequestSchema } from "@proto/shelfshare/market/v1/resources_pb";
import { describe, expect, it } from "vitest";
import { csvOf } from "@/parts/csv";
import { coveredShare, median, timeToGrab } from "@/state/chain-market";
import { flatten } from "@/state/life";

describe("figures of the market", () => {
  const request = create(TransferRequestSchema, {
    createTime: timestampFromMs(10_000),
    lines: [{ quantity: 4n, covered: 1n }],
    awards: [{ awardTime: timestampFromMs(15_000) }, { awardTime: timestampFromMs(12_500) }],
  });

  it("count the time to the first award", () => {
    expect(timeToGrab(request)).toBe(2_500);
    expect(timeToGrab(create(TransferRequestSchema))).toBeUndefined();
  });

  it("say how much of what was asked for is found", () => {
    expect(coveredShare([request])).toBe(0.25);
    expect(coveredShare([])).toBeUndefined();
  });

  it("take the middle", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1])).toBe(1);
    expect(median([])).toBeUndefined();
  });
});

it("an event's details are told by their path, without what is empty", () => {
  expect(flatten({ a: { b: [{ c: 1 }, "x"] }, no: false, none: "" })).toEqual([
    { name: "a.b.0.c", value: "1" },
    { name: "a.b.1", value: "x" },
  ]);
});

describe("a file for spreadsheets", () => {
  it("has a mark, and quotes where they are needed", () => {
    expect(
      csvOf([
        ["门店", 'a "b", c'],
        [1n, 2],
      ]),
    ).toBe('\ufeff门店,"a ""b"", c"\r\n1,2\r\n');
  });

  it("holds no formulas", () => {
    expect(csvOf([["=1+1", -1]])).toBe("\ufeff'=1+1,-1\r\n");
  });
});
