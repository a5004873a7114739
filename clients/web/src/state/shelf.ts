import { shallowReactive } from "vue";
import type { Api } from "@/api";
import { idOf, newRequestId } from "@/api/ids";

const FRESH_MILLIS = 60_000;
const IN_FLIGHT_MAX = 4;

/** What this store has of the SKUs that somebody looks at. */
export interface Shelf {
  /** Units that can be given; undefined where that is not known yet. Asks by itself. */
  available(sku: string): number | undefined;
  /** What is known of these SKUs is no longer so. */
  forget(skus: readonly string[]): void;
  /** Records how many good units somebody counted of each SKU. */
  recordCounts(counts: Readonly<Record<string, number>>): Promise<void>;
}

export function createShelf(api: Api, store: string): Shelf {
  const known = shallowReactive(new Map<string, number>());
  const readAt = new Map<string, number>();
  const waiting: string[] = [];
  let inFlight = 0;

  function read(sku: string): void {
    readAt.set(sku, Date.now());
    waiting.push(sku);
    readNext();
  }

  function readNext(): void {
    const sku = inFlight < IN_FLIGHT_MAX ? waiting.shift() : undefined;
    if (sku === undefined) {
      return;
    }
    inFlight++;
    api.stock
      .getStockLine({ name: `${store}/stockLines/${idOf(sku)}` })
      .then((line) => known.set(sku, Number(line.available)))
      // Nothing is lost: whoever still looks asks again.
      .catch(() => readAt.delete(sku))
      .finally(() => {
        inFlight--;
        readNext();
      });
  }

  function forget(skus: readonly string[]): void {
    skus.forEach((sku) => readAt.delete(sku));
    skus.filter((sku) => known.has(sku)).forEach(read);
  }

  return {
    available(sku) {
      if (Date.now() - (readAt.get(sku) ?? 0) > FRESH_MILLIS) {
        read(sku);
      }
      return known.get(sku);
    },
    forget,
    async recordCounts(counts) {
      await api.stock.recordStockMovements({
        parent: store,
        requestId: newRequestId(),
        movements: Object.entries(counts).map(([sku, units]) => ({
          sku,
          kind: { case: "count" as const, value: BigInt(units) },
        })),
      });
      forget(Object.keys(counts));
    },
  };
}
