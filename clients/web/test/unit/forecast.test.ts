import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import {
  TransferRequest_State as State,
  TransferRequestSchema,
} from "@proto/shelfshare/market/v1/resources_pb";
import { FindStockResponseSchema } from "@proto/shelfshare/market/v1/stock_service_pb";
import { describe, expect, it } from "vitest";
import { chanceOf, experienceOf } from "@/state/forecast";

const stores = (...available: (number | "hidden")[]) =>
  create(FindStockResponseSchema, {
    supplies: available.map((units) =>
      units === "hidden" ? { quantityHidden: true } : { available: BigInt(units) },
    ),
  });

describe("the chance", () => {
  it("is good where several stores have plenty on record", () => {
    expect(chanceOf(stores(2, 2, 2), 3)).toBe("good");
    expect(chanceOf(stores(9, 9), 3)).toBe("some");
    expect(chanceOf(stores(1, 1, 1), 3)).toBe("some");
  });

  it("says so where there are fewer on record than are asked for", () => {
    expect(chanceOf(stores(1, 1), 3)).toBe("few");
    expect(chanceOf(stores(1, "hidden"), 3)).toBe("some");
    expect(chanceOf(stores(), 1)).toBe("none");
  });
});

describe("a store's experience", () => {
  const request = (state: State, covered: number, awardAfterMillis?: number) =>
    create(TransferRequestSchema, {
      state,
      lines: [{ quantity: 2n, covered: BigInt(covered) }],
      createTime: timestampFromMs(1_000_000),
      awards:
        awardAfterMillis === undefined
          ? []
          : [{ awardTime: timestampFromMs(1_000_000 + awardAfterMillis) }],
    });

  it("is what became of what was decided, not of what was taken back or is still open", () => {
    expect(
      experienceOf([
        request(State.COVERED, 2, 60_000),
        request(State.FULFILLED, 2, 20_000),
        request(State.CLOSED, 2, 90_000),
        request(State.EXPIRED, 1, 5_000),
        request(State.CANCELLED, 0),
        request(State.OPEN, 0),
      ]),
    ).toEqual({ decided: 4, found: 3, medianMillis: 60_000 });
  });

  it("is not told where it says nothing", () => {
    expect(experienceOf([request(State.COVERED, 2, 1), request(State.EXPIRED, 0)])).toBeUndefined();
  });
});
