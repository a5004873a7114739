import type { TransferOrder } from "@proto/shelfshare/market/v1/resources_pb";
import type { Posting } from "@proto/shelfshare/market/v1/settlement_service_pb";
import type { Api } from "@/api";
import { refusalOf } from "@/api/refusal";
import { millisOf } from "@/api/times";
import { monthOf } from "./books";

const PAGE = 1_000;
/** A month of a busy pair is looked through in steps; so many, and no more. */
const STEPS_MAX = 40;
const MONTHS_MAX = 6;

/** What an order brought about in the books, oldest first. */
export async function readPostings(
  api: Api,
  order: TransferOrder,
  nowMillis: number,
): Promise<Posting[]> {
  const months = monthsFrom(millisOf(order.awardTime) ?? nowMillis, nowMillis);
  const pairs = pairsOf(await ownersOf(api, order));
  const found = await Promise.all(
    pairs.flatMap(([parent, counterparty]) =>
      months.map((month) => postingsOf(api, { parent, counterparty, month }, order.name)),
    ),
  );
  return found
    .flat()
    .sort((one, other) => (millisOf(one.postTime) ?? 0) - (millisOf(other.postTime) ?? 0));
}

/** The owners of its two stores, and who pays subsidies. */
async function ownersOf(api: Api, order: TransferOrder): Promise<string[]> {
  const [supplier, requester, chain] = await Promise.all([
    api.directory.getStore({ name: order.supplierStore }),
    api.directory.getStore({ name: order.requestingStore }),
    chainOwner(api),
  ]);
  return [supplier.owner, requester.owner, chain].filter(Boolean);
}

async function chainOwner(api: Api): Promise<string> {
  try {
    return (await (await api.money()).getTradeRules({})).tradeRules?.chainOwner ?? "";
  } catch (thrown) {
    if (refusalOf(thrown).reason === "NOT_FOUND") {
      return "";
    }
    throw thrown;
  }
}

/** Each two of them once; an owner has books with itself for transfers among its own stores. */
export function pairsOf([supplier = "", requester = "", chain = ""]: readonly string[]): [
  string,
  string,
][] {
  const pairs: [string, string][] = [[supplier, requester]];
  for (const owner of chain ? [supplier, requester] : []) {
    const known = pairs.some(
      ([one, other]) => (one === chain && other === owner) || (one === owner && other === chain),
    );
    if (!known) {
      pairs.push([chain, owner]);
    }
  }
  return pairs;
}

/** The months from one time to another, in UTC, as `2026-11`; the last ones where there are many. */
export function monthsFrom(fromMillis: number, toMillis: number): string[] {
  const months: string[] = [];
  const last = monthOf(toMillis);
  const at = new Date(`${monthOf(fromMillis)}-01T00:00:00Z`);
  while (monthOf(at.getTime()) <= last) {
    months.push(monthOf(at.getTime()));
    at.setUTCMonth(at.getUTCMonth() + 1);
  }
  return months.slice(-MONTHS_MAX);
}

async function postingsOf(
  api: Api,
  of: { parent: string; counterparty: string; month: string },
  transferOrder: string,
): Promise<Posting[]> {
  const money = await api.money();
  const found: Posting[] = [];
  let pageToken = "";
  for (let step = 0; step < STEPS_MAX; step++) {
    const page = await money.listPostings({ ...of, transferOrder, pageSize: PAGE, pageToken });
    found.push(...page.postings);
    pageToken = page.nextPageToken;
    if (!pageToken) {
      break;
    }
  }
  return found;
}
