import { create } from "@bufbuild/protobuf";
import {
  Bid_State,
  TransferRequest_State as State,
  TransferRequestSchema,
} from "@proto/shelfshare/market/v1/resources_pb";
import { describe, expect, it } from "vitest";
import { bestFirst, bidAnswer, reasonGone, type Card } from "@/state/card";

const card = (name: string, more: Partial<Card> & { km?: number } = {}): Card => ({
  request: create(TransferRequestSchema, { name, distanceKm: more.km ?? 1 }),
  way: { kind: "grab" },
  brings: [{ sku: "a", units: 1 }],
  over: false,
  ...more,
});

it("cards stand by what matters first: answered, asked for, in stock, near", () => {
  const cards = [
    card("far", { km: 9 }),
    card("near"),
    card("nothing", { brings: [] }),
    card("asked", { km: 50, way: { kind: "asked" } as Card["way"] }),
    card("won", { answer: { kind: "won", order: "o", units: 1 } }),
    card("gone", { km: 5, answer: { kind: "gone", reason: "ALREADY_COVERED" } }),
  ];
  expect(cards.sort(bestFirst).map((one) => one.request.name)).toEqual([
    "won",
    "asked",
    "near",
    "gone",
    "far",
    "nothing",
  ]);
});

describe("a sealed bid", () => {
  const decided = (state: Bid_State) =>
    create(TransferRequestSchema, {
      progress: { bids: [{ store: "s", state, transferOrder: "o", lostReason: "OUTBID" }] },
    });

  it("has no answer while it is sealed", () => {
    expect(bidAnswer(decided(Bid_State.SUBMITTED), "s")).toBeUndefined();
  });

  it("is won, or lost with its reason", () => {
    expect(bidAnswer(decided(Bid_State.AWARDED), "s")).toMatchObject({ kind: "won", order: "o" });
    expect(bidAnswer(decided(Bid_State.LOST), "s")).toMatchObject({
      kind: "refused",
      refusal: { reason: "OUTBID" },
    });
    expect(bidAnswer(decided(Bid_State.LOST), "other")).toBeUndefined();
  });
});

it("a request that went away says why", () => {
  const gone = (state: State) => reasonGone(create(TransferRequestSchema, { state }));
  expect([State.COVERED, State.EXPIRED, State.CANCELLED].map(gone)).toEqual([
    "ALREADY_COVERED",
    "REQUEST_EXPIRED",
    "REQUEST_CANCELLED",
  ]);
});
