import {
  Ask_Outcome as Outcome,
  type Store,
  type TransferRequest,
} from "@proto/shelfshare/market/v1/resources_pb";
import {
  ReportDimension as Of,
  StockDimension as By,
} from "@proto/shelfshare/market/v1/report_service_pb";
import { OrderSide } from "@proto/shelfshare/market/v1/transfer_order_service_pb";
import type { Api } from "@/api";
import { readStores } from "./stores";

/** A store that has units which others could have, and never brings any. */
export interface SilentStore {
  readonly store: Store;
  /** Units that others could grab now. */
  readonly available: bigint;
  /** Orders that it supplied and that ended, in the days looked at. */
  readonly orders: bigint;
  /** Asks that it let pass without a word, of the requests at hand. */
  readonly unanswered: number;
}

/** As many days as a report can have. */
export const SILENT_DAYS = 31;
const GROUPS_PAGE = 5_000;

/** What a chain's stores have and have supplied; read seldom, for it is about days. */
export interface StoreActivity {
  readonly stores: readonly Store[];
  readonly available: ReadonlyMap<string, bigint>;
  readonly orders: ReadonlyMap<string, bigint>;
}

export async function readActivity(
  api: Api,
  region: string,
  nowMillis: number,
): Promise<StoreActivity> {
  const [stores, available, orders] = await Promise.all([
    readStores(api, region),
    readAvailable(api, region),
    readOrders(api, region, nowMillis),
  ]);
  return { stores, available, orders };
}

async function readAvailable(api: Api, region: string): Promise<Map<string, bigint>> {
  const reports = await api.reports();
  const found = new Map<string, bigint>();
  let pageToken = "";
  do {
    const page = await reports.aggregateStock({
      filter: { region },
      groupBy: [By.STORE],
      pageSize: GROUPS_PAGE,
      pageToken,
    });
    page.groups.forEach(({ key, figures }) => found.set(key[0] ?? "", figures?.available ?? 0n));
    pageToken = page.nextPageToken;
  } while (pageToken);
  return found;
}

async function readOrders(
  api: Api,
  region: string,
  nowMillis: number,
): Promise<Map<string, bigint>> {
  const reports = await api.reports();
  const firstDay = new Date(nowMillis - (SILENT_DAYS - 1) * 86_400_000).toISOString().slice(0, 10);
  const found = new Map<string, bigint>();
  let pageToken = "";
  do {
    const page = await reports.queryFigures({
      firstDay,
      region,
      side: OrderSide.SUPPLIER,
      groupBy: [Of.STORE],
      pageSize: GROUPS_PAGE,
      pageToken,
    });
    page.groups.forEach(({ key, figures }) => found.set(key[0] ?? "", figures?.orderCount ?? 0n));
    pageToken = page.nextPageToken;
  } while (pageToken);
  return found;
}

/** Asks that stores let pass, by store. */
export function unansweredAsks(requests: readonly TransferRequest[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const ask of requests.flatMap((request) => request.progress?.asks ?? [])) {
    if (ask.outcome === Outcome.SILENT) {
      found.set(ask.store, (found.get(ask.store) ?? 0) + 1);
    }
  }
  return found;
}

/** Those that supplied nothing although they could have, and those that were asked in vain. */
export function silentStores(
  { stores, available, orders }: StoreActivity,
  unanswered: ReadonlyMap<string, number>,
): SilentStore[] {
  return stores
    .map((store) => ({
      store,
      available: available.get(store.name) ?? 0n,
      orders: orders.get(store.name) ?? 0n,
      unanswered: unanswered.get(store.name) ?? 0,
    }))
    .filter((one) => (one.orders === 0n && one.available > 0n) || one.unanswered > 0)
    .sort(
      (one, other) => other.unanswered - one.unanswered || Number(other.available - one.available),
    );
}
