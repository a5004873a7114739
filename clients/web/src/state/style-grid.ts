import { shallowReactive } from "vue";
import type { Sku } from "@proto/shelfshare/market/v1/resources_pb";
import type { FindStockResponse } from "@proto/shelfshare/market/v1/stock_service_pb";
import type { Api } from "@/api";
import { bySize } from "./sku-words";

const IN_FLIGHT_MAX = 4;
const STORES_MAX = 20;

/** A style as colour × size, and who has each. */
export interface StyleGrid {
  readonly style: string;
  readonly colours: readonly string[];
  readonly sizes: readonly string[];
  at(colour: string, size: string): Sku | undefined;
  /** Who else has it, nearest first; undefined until that is known. */
  readonly supplies: ReadonlyMap<string, FindStockResponse>;
}

/** Lays a style's SKUs out, and asks for each who has it. */
export function createStyleGrid(
  api: Api,
  store: string,
  style: string,
  skus: readonly Sku[],
): StyleGrid {
  const cells = new Map(skus.map((sku) => [`${sku.colour}\n${sku.size}`, sku]));
  const supplies = shallowReactive(new Map<string, FindStockResponse>());
  const waiting = [...skus];

  async function ask(): Promise<void> {
    for (let sku = waiting.shift(); sku; sku = waiting.shift()) {
      const { name } = sku;
      try {
        const near = { case: "store" as const, value: store };
        supplies.set(name, await api.stock.findStock({ sku: name, near, maxResults: STORES_MAX }));
      } catch {
        // The cell stays unknown; the request can be posted all the same.
      }
    }
  }
  for (let at = 0; at < IN_FLIGHT_MAX; at++) {
    void ask();
  }

  return {
    style,
    colours: [...new Set(skus.map((sku) => sku.colour))].sort(),
    sizes: [...new Set(skus.map((sku) => sku.size))].sort(bySize),
    at: (colour, size) => cells.get(`${colour}\n${size}`),
    supplies,
  };
}
