import { computed, shallowRef, type ComputedRef, type Ref } from "vue";
import {
  TransferRequest_Channel as Channel,
  TransferRequest_Kind as Kind,
  TransferRequest_Mode as Mode,
  TransferRequest_State as State,
  type TransferRequest,
} from "@proto/shelfshare/market/v1/resources_pb";
import {
  SellerKind,
  type ListSellersResponse,
  type ListSellersResponse_Line as Line,
} from "@proto/shelfshare/market/v1/report_service_pb";
import type { Api } from "@/api";
import type { Outcome } from "@/api/send";
import { timestampAt } from "@/api/times";
import { isOffer } from "./offer";
import type { Posted } from "./posted";

/** What sold best and worst in a store in a week, and what it offers of that. */
export interface Sellers {
  readonly best: Readonly<Ref<ListSellersResponse | undefined>>;
  readonly slow: Readonly<Ref<ListSellersResponse | undefined>>;
  /** Our open offers, by SKU. */
  readonly offers: ComputedRef<ReadonlyMap<string, TransferRequest>>;
  /** Reads the lists of the week that is over last, or of the current one so far. */
  read(current: boolean): Promise<void>;
  /** Offers units to all stores that the market reaches; whoever grabs them first gets them. */
  offer(line: Line, units: number): Promise<Outcome<TransferRequest>>;
}

const OPEN = [State.OPEN, State.PARTLY_COVERED];
const DAY_MILLIS = 86_400_000;
/** As long as the market takes an offer, less what clocks may differ by. */
const OFFERED_MILLIS = 7 * DAY_MILLIS - 300_000;

/** The week that a moment lies in, as ISO 8601 writes it, by UTC. */
export function weekOf(millis: number): string {
  const thursday = new Date(millis);
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const year = thursday.getUTCFullYear();
  const days = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY_MILLIS);
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, "0")}`;
}

export function createSellers(api: Api, store: string, posted: Posted): Sellers {
  const best = shallowRef<ListSellersResponse>();
  const slow = shallowRef<ListSellersResponse>();
  let newest = 0;

  return {
    best,
    slow,
    offers: computed(
      () =>
        new Map(
          posted.requests.value
            // One of which some was taken stays on our list until that has arrived.
            .filter((request) => isOffer(request) && OPEN.includes(request.state))
            .flatMap((request) => request.lines.map((line) => [line.sku, request] as const)),
        ),
    ),
    async read(current) {
      const asked = ++newest;
      const reports = await api.reports();
      const week = current ? weekOf(Date.now()) : "";
      const [bestOnes, slowOnes] = await Promise.all(
        [SellerKind.BEST, SellerKind.SLOW].map((kind) =>
          reports.listSellers({ parent: store, week, kind }),
        ),
      );
      // Who changes the week quickly sees the one chosen last.
      if (asked === newest) {
        best.value = bestOnes;
        slow.value = slowOnes;
      }
    },
    offer: (line, units) =>
      posted.post({
        kind: Kind.SUPPLY,
        mode: Mode.FIRST_COME,
        channel: Channel.STORE,
        lines: [{ sku: line.sku, quantity: BigInt(units) }],
        expireTime: timestampAt(Date.now() + OFFERED_MILLIS),
      }),
  };
}
