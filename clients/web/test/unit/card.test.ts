import { create } from "@bufbuild/protobuf";
import {
  Bid_State,
  TransferRequest_Channel as Channel,
  TransferRequest_State as State,
  TransferRequestSchema,
} from "@proto/shelfshare/market/v1/resources_pb";
import { describe, expect, it } from "vitest";
import { bestFirst, bidAnswer, reasonGone, type Card } from "@/state/card";

interface More extends Partial<Card> {
  km?: number;
  channel?: Channel;
}

const card = (name: string, more: More = {}): Card => ({
  request: create(TransferRequestSchema, {
    name,
    distanceKm: more.km ?? 1,
    channel: more.channel ?? Channel.UNSPECIFIED,
  }),
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
  expect(bestFirst(cards).map((one) => one.request.name)).toEqual([
    "won",
    "asked",
    "near",
    "gone",
    "far",
    "nothing",
  ]);
});

it("a flood from the web shop does not bury the shop floor, nor the other way round", () => {
  const web = (name: string, km: number) => card(name, { km, channel: Channel.WEB_SHOP });
  const cards = [
    ...[1, 2, 3, 4].map((km) => web(`web-${km}`, km)),
    card("floor-8", { km: 8 }),
    card("floor-9", { km: 9, channel: Channel.STORE }),
    card("asked", { km: 50, channel: Channel.WEB_SHOP, way: { kind: "asked" } as Card["way"] }),
  ];
  expect(bestFirst(cards).map((one) => one.request.name)).toEqual([
    "asked",
    "web-1",
    "floor-8",
    "web-2",
    "floor-9",
    "web-3",
    "web-4",
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
