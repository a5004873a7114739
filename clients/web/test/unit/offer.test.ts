import { create } from "@bufbuild/protobuf";
import {
  Ask_Outcome,
  Bid_State,
  TransferRequest_Mode as Mode,
  TransferRequest_Turn as Turn,
  TransferRequestSchema,
} from "@proto/shelfshare/market/v1/resources_pb";
import { describe, expect, it } from "vitest";
import { unitsToBring, wayOf } from "@/state/offer";

const has = (stock: Record<string, number>) => (sku: string) => stock[sku];

describe("what a store can bring", () => {
  const request = create(TransferRequestSchema, {
    lines: [
      { sku: "a", quantity: 5n, open: 3n, substitutes: ["b"] },
      { sku: "c", quantity: 1n, open: 1n },
    ],
  });

  it("is at most what is open", () => {
    expect(unitsToBring(request, has({ a: 9 }))).toEqual([{ sku: "a", units: 3 }]);
  });

  it("takes what was asked for before what is as welcome", () => {
    expect(unitsToBring(request, has({ a: 1, b: 9, c: 1 }))).toEqual([
      { sku: "a", units: 1 },
      { sku: "b", units: 2 },
      { sku: "c", units: 1 },
    ]);
  });

  it("is nothing while the stock is not known", () => {
    expect(unitsToBring(request, has({}))).toEqual([]);
  });
});

describe("how a store can answer", () => {
  const store = "stores/s1";

  it("is a grab where the first one wins", () => {
    const request = create(TransferRequestSchema, { mode: Mode.FIRST_COME });
    expect(wayOf(request, store).kind).toBe("grab");
  });

  it("is to accept or pass while it is the asked one", () => {
    const asked = (outcome: Ask_Outcome) =>
      create(TransferRequestSchema, {
        mode: Mode.ASSIGNED,
        progress: { mode: Mode.ASSIGNED, turn: Turn.ASKING, asks: [{ store, outcome }] },
      });
    expect(wayOf(asked(Ask_Outcome.PENDING), store).kind).toBe("asked");
    expect(wayOf(asked(Ask_Outcome.DECLINED), store).kind).toBe("others-asked");
    expect(wayOf(asked(Ask_Outcome.PENDING), "stores/s2").kind).toBe("others-asked");
  });

  it("is a sealed bid, once", () => {
    const bids = (state?: Bid_State) =>
      create(TransferRequestSchema, {
        mode: Mode.SEALED_WINDOW,
        progress: {
          mode: Mode.SEALED_WINDOW,
          turn: Turn.COLLECTING,
          bids: state === undefined ? [] : [{ store, state }],
        },
      });
    expect(wayOf(bids(), store).kind).toBe("bid");
    expect(wayOf(bids(Bid_State.SUBMITTED), store).kind).toBe("bid-placed");
    expect(wayOf(bids(Bid_State.WITHDRAWN), store).kind).toBe("bid");
  });

  it("follows the request when it falls back to another mode", () => {
    const fallen = create(TransferRequestSchema, {
      mode: Mode.ASSIGNED,
      progress: { mode: Mode.FIRST_COME, turn: Turn.FIRST_COME },
    });
    expect(wayOf(fallen, store).kind).toBe("grab");
  });
});
