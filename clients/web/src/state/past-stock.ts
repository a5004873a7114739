import type { Sku, StockLine } from "@proto/shelfshare/market/v1/resources_pb";
import type { Api } from "@/api";
import { idOf } from "@/api/ids";
import { timestampAt } from "@/api/times";
import type { StockView } from "./chain-stock";

/** A stock line as it stood at a past time. */
export interface PastLine {
  readonly sku: Sku;
  readonly line: StockLine;
}

/** Each is read from a journal, which takes its time. */
const AT_ONCE = 6;
const SKUS_MAX = 60;

/** True where the API can say how a view stood: one store's lines of one style or SKU. */
export function hasPast(view: StockView): boolean {
  return view.store !== "" && (view.sku !== "" || view.style !== "");
}

/** The lines of a store's style, or of one SKU, as they stood then. */
export async function readPast(
  api: Api,
  view: StockView,
  atMillis: number,
): Promise<{ lines: PastLine[]; leftOut: number }> {
  const skus = view.sku
    ? [await api.directory.getSku({ name: view.sku })]
    : (await api.directory.listSkus({ style: view.style, pageSize: 1_000 })).skus;
  const history = await api.history();
  const lines: PastLine[] = [];
  for (let from = 0; from < Math.min(skus.length, SKUS_MAX); from += AT_ONCE) {
    const some = skus.slice(from, Math.min(from + AT_ONCE, SKUS_MAX));
    lines.push(
      ...(await Promise.all(
        some.map(async (sku) => ({
          sku,
          line: await history.getPastStockLine({
            name: `${view.store}/stockLines/${idOf(sku.name)}`,
            readTime: timestampAt(atMillis),
          }),
        })),
      )),
    );
  }
  return { lines, leftOut: Math.max(0, skus.length - SKUS_MAX) };
}

/** What an input for a time shows, in the machine's own time zone, to the minute. */
export function localText(millis: number): string {
  const shifted = millis - new Date(millis).getTimezoneOffset() * 60_000;
  return new Date(shifted).toISOString().slice(0, 16);
}
