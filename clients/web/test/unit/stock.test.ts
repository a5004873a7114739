import { create } from "@bufbuild/protobuf";
import { AggregateStockResponse_GroupSchema } from "@proto/shelfshare/market/v1/report_service_pb";
import { StoreSchema, TransferRequestSchema } from "@proto/shelfshare/market/v1/resources_pb";
import { describe, expect, it } from "vitest";
import { queryOf, viewOf } from "@/state/chain-stock";
import { ageOf, listsOf } from "@/state/market-filter";
import { createSavedViews } from "@/state/saved-views";
import { silentStores, unansweredAsks } from "@/state/silent-stores";
import { boundsOf, regionsOn, spotsOf } from "@/state/stock-map";
import { Drawer } from "./drawer";

const store = (id: string, region: string, longitude: number, latitude: number) =>
  create(StoreSchema, {
    name: `stores/${id}`,
    displayName: id,
    place: { region, longitude, latitude },
  });
const group = (id: string, available: bigint) =>
  create(AggregateStockResponse_GroupSchema, { key: [`stores/${id}`], figures: { available } });

describe("a map of stock", () => {
  const stores = new Map(
    [store("a", "CN/East/Zhejiang", 120, 30), store("b", "CN/East/Jiangsu", 118, 32)].map(
      (one) => [one.name, one] as const,
    ),
  );
  const spots = spotsOf([group("a", 1n), group("b", 5n), group("gone", 9n)], stores);

  it("has stores with a place, the largest first", () => {
    expect(spots.map((spot) => spot.name)).toEqual(["b", "a"]);
  });

  it("names regions in the middle of their stores", () => {
    expect(regionsOn(spots, "")).toEqual([{ name: "East", longitude: 119, latitude: 31 }]);
    expect(regionsOn(spots, "CN/East").map(({ name }) => name)).toEqual(["Jiangsu", "Zhejiang"]);
  });

  it("has room around its edge, also around one store", () => {
    expect(boundsOf(spots.slice(0, 1))).toEqual({
      west: 117.75,
      east: 118.25,
      south: 31.75,
      north: 32.25,
    });
  });
});

it("a view of stock stands in the address, and comes back from it", () => {
  const query = { style: "coat", region: "CN/East", sku: "skus/1", owner: "head", store: "s1" };
  expect(viewOf(query)).toMatchObject({ owner: "owners/head", store: "stores/s1" });
  expect(queryOf(viewOf(query))).toEqual(query);
});

describe("saved views", () => {
  it("are kept over reloads, and replaced by name", () => {
    const drawer = new Drawer();
    const views = createSavedViews(drawer);
    views.save({ name: "mine", link: "#/stock?style=a" });
    views.save({ name: "mine", link: "#/stock?style=b" });
    expect(createSavedViews(drawer).views.value).toEqual([
      { name: "mine", link: "#/stock?style=b" },
    ]);
    views.remove("mine");
    expect(createSavedViews(drawer).views.value).toEqual([]);
  });

  it("lead nowhere but into the page", () => {
    const drawer = new Drawer();
    drawer.setItem("shelfshare.views", '[{"name":"x","link":"javascript:alert(1)"}, 7]');
    expect(createSavedViews(drawer).views.value).toEqual([]);
  });
});

describe("the market's tiles", () => {
  const posted = (seconds: bigint) =>
    create(TransferRequestSchema, {
      state: 1,
      createTime: { seconds },
      lines: [{ quantity: 1n }],
    });

  it("part open requests by age", () => {
    const now = 10_000_000;
    expect(ageOf(posted(9_950n), now)).toBe("new");
    expect(ageOf(posted(9_300n), now)).toBe("late");
    const lists = listsOf([posted(9_950n), posted(1n)], [], now);
    expect([lists.open.length, lists.new.length, lists.hours.length]).toEqual([2, 1, 1]);
    expect(lists.unfilled).toHaveLength(2);
    expect(lists.grabbed).toEqual([]);
  });
});

it("stores that have units and supply none are silent, and those asked in vain", () => {
  const stores = ["idle", "busy", "empty", "asked"].map((id) => store(id, "CN", 0, 0));
  const asks = unansweredAsks([
    create(TransferRequestSchema, {
      progress: {
        asks: [
          { store: "stores/asked", outcome: 4 },
          { store: "stores/busy", outcome: 2 },
        ],
      },
    }),
  ]);
  const found = silentStores(
    {
      stores,
      available: new Map([
        ["stores/idle", 3n],
        ["stores/busy", 3n],
      ]),
      orders: new Map([["stores/busy", 1n]]),
    },
    asks,
  );
  expect(found.map((one) => one.store.name)).toEqual(["stores/asked", "stores/idle"]);
});
