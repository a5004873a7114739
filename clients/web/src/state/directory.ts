import { shallowReactive } from "vue";
import type { Sku, Store } from "@proto/shelfshare/market/v1/resources_pb";
import type { Api } from "@/api";

const PAGE = 1_000;
/** So many SKUs are searched by their words; beyond that a style or a barcode has to be whole. */
const CATALOGUE_MAX = 20_000;
const HITS_MAX = 30;

/** Names of stores and SKUs, asked for once. */
export interface Directory {
  store(name: string): Store | undefined;
  sku(name: string): Sku | undefined;
  /** All SKUs of a style. */
  style(style: string): Promise<Sku[]>;
  /** The SKU with this barcode. */
  byBarcode(gtin: string): Promise<Sku | undefined>;
  /** One SKU of each style whose words contain what was typed. */
  search(typed: string): Promise<Sku[]>;
}

export function createDirectory(api: Api): Directory {
  const stores = once<Store>((name) => api.directory.getStore({ name }));
  const skus = once<Sku>((name) => api.directory.getSku({ name }));
  let catalogue: Promise<Sku[]> | undefined;

  async function readCatalogue(): Promise<Sku[]> {
    const all: Sku[] = [];
    let pageToken = "";
    do {
      const page = await api.directory.listSkus({ pageSize: PAGE, pageToken });
      all.push(...page.skus);
      pageToken = page.nextPageToken;
    } while (pageToken && all.length < CATALOGUE_MAX);
    all.forEach((sku) => skus.know(sku));
    return all;
  }

  return {
    store: stores.get,
    sku: skus.get,
    async style(style) {
      const found = await api.directory.listSkus({ style, pageSize: PAGE });
      found.skus.forEach((sku) => skus.know(sku));
      return found.skus;
    },
    async byBarcode(gtin) {
      const found = await api.directory.listSkus({ gtin, pageSize: 1 });
      return found.skus[0];
    },
    async search(typed) {
      catalogue ??= readCatalogue();
      const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      try {
        return firstOfEachStyle(await catalogue, words);
      } catch (thrown) {
        catalogue = undefined;
        throw thrown;
      }
    },
  };
}

function firstOfEachStyle(skus: readonly Sku[], words: readonly string[]): Sku[] {
  const hits = new Map<string, Sku>();
  for (const sku of skus) {
    const text = `${sku.style} ${sku.displayName} ${sku.name} ${sku.gtin}`.toLocaleLowerCase();
    if (!hits.has(sku.style) && words.every((word) => text.includes(word))) {
      hits.set(sku.style, sku);
      if (hits.size === HITS_MAX) {
        break;
      }
    }
  }
  return [...hits.values()];
}

/** Remembers what has a name. A thing that cannot be read is asked for again by the next who looks. */
function once<T extends { name: string }>(read: (name: string) => Promise<T>) {
  const known = shallowReactive(new Map<string, T>());
  const asked = new Set<string>();
  return {
    know: (thing: T) => known.set(thing.name, thing),
    get(name: string): T | undefined {
      if (name && !known.has(name) && !asked.has(name)) {
        asked.add(name);
        read(name)
          .then((thing) => known.set(name, thing))
          .catch(() => asked.delete(name));
      }
      return known.get(name);
    },
  };
}
