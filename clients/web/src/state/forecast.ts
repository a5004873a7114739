import {
  TransferRequest_Kind as Kind,
  TransferRequest_State as State,
  type TransferRequest,
} from "@proto/shelfshare/market/v1/resources_pb";
import type { Quote } from "@proto/shelfshare/market/v1/settlement_service_pb";
import type { FindStockResponse } from "@proto/shelfshare/market/v1/stock_service_pb";
import { RequestScope } from "@proto/shelfshare/market/v1/transfer_request_service_pb";
import type { Api } from "@/api";
import { millisOf } from "@/api/times";

/** How likely it is that somebody brings it, as far as records tell. */
export type Chance = "good" | "some" | "few" | "none";

const LOOKED_AT = 50;
const SAYS_SOMETHING = 3;
const STORES_OF_A_GOOD_CHANCE = 3;

/**
 * Three stores or more with twice the units between them are a good chance. Where stores hide how
 * many they have, there may be enough.
 */
export function chanceOf(supplies: FindStockResponse, units: number): Chance {
  const stores = supplies.supplies;
  if (!stores.length) {
    return "none";
  }
  const known = stores.reduce((sum, store) => sum + Number(store.available), 0);
  if (known < units && !stores.some((store) => store.quantityHidden)) {
    return "few";
  }
  return stores.length >= STORES_OF_A_GOOD_CHANCE && known >= 2 * units ? "good" : "some";
}

/** What became of a store's own newest requests. */
export interface Experience {
  readonly decided: number;
  readonly found: number;
  /** Half of those that were found had their first store sooner than this. */
  readonly medianMillis: number;
}

/** Undefined where so few were decided that they say nothing. */
export function experienceOf(requests: readonly TransferRequest[]): Experience | undefined {
  const decided = requests
    .filter((request) => request.kind !== Kind.SUPPLY)
    .filter(
      (request) =>
        isFound(request) || request.state === State.EXPIRED || request.state === State.CLOSED,
    );
  const waits = decided
    .filter(isFound)
    .map((request) => (millisOf(request.awards[0]?.awardTime) ?? 0) - createdAt(request))
    .sort((one, other) => one - other);
  return decided.length < SAYS_SOMETHING
    ? undefined
    : {
        decided: decided.length,
        found: waits.length,
        medianMillis: waits[Math.floor((waits.length - 1) / 2)] ?? 0,
      };
}

function isFound(request: TransferRequest): boolean {
  return request.awards.length > 0 && request.lines.every((line) => line.covered >= line.quantity);
}

const createdAt = (request: TransferRequest) => millisOf(request.createTime) ?? 0;

export async function readExperience(api: Api, store: string): Promise<Experience | undefined> {
  const page = await api.requests.listTransferRequests({
    parent: store,
    scope: RequestScope.POSTED,
    pageSize: LOOKED_AT,
  });
  return experienceOf(page.transferRequests);
}

/** What so many units from each of the nearest stores would cost; those that have a price. */
export async function readQuotes(
  api: Api,
  store: string,
  suppliers: readonly string[],
  line: { readonly sku: string; readonly units: number },
): Promise<ReadonlyMap<string, Quote>> {
  const money = await api.money();
  const lines = [{ sku: line.sku, quantity: BigInt(line.units) }];
  const quotes = await Promise.all(
    suppliers.map((supplierStore) =>
      money.quoteTransfer({ supplierStore, requestingStore: store, lines }),
    ),
  );
  return new Map(
    quotes
      .filter((quote) => quote.requesterPays?.currencyCode)
      .map((quote) => [quote.supplierStore, quote]),
  );
}
