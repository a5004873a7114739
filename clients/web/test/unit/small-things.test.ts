import { describe, expect, it } from "vitest";
import { pauseMillis } from "@/api/watch";
import { spanOf } from "@/parts/words";
import { formatRoute, parseRoute, placeOf } from "@/state/route";
import { bySize, swatchOf } from "@/state/sku-words";

describe("a route", () => {
  it("is read as it was written", () => {
    const hash = formatRoute("work", "transferOrders/a b", { region: "CN/East", empty: "" });
    expect(parseRoute(hash)).toEqual({
      screen: "work",
      subject: "transferOrders/a b",
      query: { region: "CN/East" },
    });
  });

  it("is empty where there is none", () => {
    expect(parseRoute("")).toEqual({ screen: "", subject: "", query: {} });
  });
});

describe("a span of time", () => {
  it("counts down to the second in the last hour", () => {
    expect(spanOf(245_900)).toEqual({ clock: "4:05" });
    expect(spanOf(-1)).toEqual({ clock: "0:00" });
  });

  it("is said in hours and days before", () => {
    expect(spanOf(3 * 3_600_000)).toEqual({ count: 3, unit: "hour" });
    expect(spanOf(50 * 3_600_000)).toEqual({ count: 2, unit: "day" });
  });
});

it("a watch waits longer each time, never longer than some seconds", () => {
  expect([0, 1, 2, 10].map((failures) => pauseMillis(failures, 1))).toEqual([
    500, 1_000, 2_000, 8_000,
  ]);
  expect(pauseMillis(0, 0)).toBe(250);
});

it("sizes stand as on a rack", () => {
  const sizes = ["extra large", "38", "small", "XL", "36.5", "medium", "one size"];
  expect(sizes.sort(bySize)).toEqual([
    "small",
    "medium",
    "XL",
    "extra large",
    "36.5",
    "38",
    "one size",
  ]);
});

it("a colour that no screen knows has one of its own, always the same", () => {
  const known = (colour: string) => colour === "skyblue";
  expect(swatchOf("Sky Blue", known)).toBe("skyblue");
  expect(swatchOf("misty", known)).toBe(swatchOf("misty", known));
});

it("a message opens what it is about: an order, a request, or the list of a store's week", () => {
  expect(placeOf("transferOrders/o-1")).toBe("#/work/transferOrders/o-1");
  expect(placeOf("transferRequests/r-1")).toBe("#/market/transferRequests/r-1");
  expect(placeOf("stores/s00001")).toBe("#/sellers");
  expect(placeOf("")).toBe("#/market");
});
