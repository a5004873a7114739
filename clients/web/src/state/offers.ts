import { computed, reactive, ref, shallowReactive, type ComputedRef, type Ref } from "vue";
import {
  TransferRequest_Kind as Kind,
  type TransferRequest,
} from "@proto/shelfshare/market/v1/resources_pb";
import { RequestScope } from "@proto/shelfshare/market/v1/transfer_request_service_pb";
import type { Api } from "@/api";
import { newRequestId } from "@/api/ids";
import type { Refusal } from "@/api/refusal";
import { sendUntil } from "@/api/send";
import { timestampAt } from "@/api/times";
import { RequestWatch } from "@/api/watch";
import { quantitiesOf } from "./chosen";
import { RequestBook } from "./request-book";

/** What became of what this store took. */
export type Taken =
  | { kind: "asking" }
  | { kind: "won"; order: string; units: number }
  | { kind: "refused"; refusal: Refusal };

/** An open offer of another store, or one of which this store took some. */
export interface Offer {
  readonly request: TransferRequest;
  readonly taken?: Taken | undefined;
}

/** What other stores offer to whoever comes first. */
export interface Offers {
  readonly synced: Readonly<Ref<boolean>>;
  /** What was taken first, then the nearest. */
  readonly all: ComputedRef<Offer[]>;
  take(request: TransferRequest, chosen: Readonly<Record<string, number>>): Promise<void>;
  /** Its answer was seen. */
  dismiss(request: TransferRequest): void;
  stop(): void;
}

/** As long as a tablet may try to get an answer; a grab is never queued for later. */
const ANSWER_WITHIN_MILLIS = 5_000;

/** Watches them for as long as somebody looks. */
export function createOffers(api: Api, store: string): Offers {
  const live = shallowReactive(new Map<string, TransferRequest>());
  const shown = shallowReactive(new Map<string, TransferRequest>());
  const taken = reactive(new Map<string, Taken>());
  const synced = ref(false);
  const book = new RequestBook(live);
  const watch = new RequestWatch(
    api,
    store,
    RequestScope.MARKET,
    {
      begun: () => book.begin(),
      changed: (request) => book.changed(request),
      left: (request) => book.left(request),
      synced() {
        book.synced();
        synced.value = true;
      },
      alive: () => undefined,
      broken: () => undefined,
    },
    Kind.SUPPLY,
  );
  watch.start();

  return {
    synced,
    all: computed(() =>
      [...new Map([...shown, ...live]).values()]
        .map((request) => ({ request, taken: taken.get(request.name) }))
        .sort(
          (one, other) =>
            Number(other.taken !== undefined) - Number(one.taken !== undefined) ||
            one.request.distanceKm - other.request.distanceKm ||
            one.request.name.localeCompare(other.request.name),
        ),
    ),
    async take({ name }, chosen) {
      const requestId = newRequestId();
      const request = live.get(name);
      if (!request) {
        return;
      }
      // It stays until its answer was seen, also where it is over by then.
      shown.set(name, request);
      taken.set(name, { kind: "asking" });
      const outcome = await sendUntil(Date.now() + ANSWER_WITHIN_MILLIS, () =>
        api.requests.grabTransferRequest({
          name,
          requestId,
          store,
          notAfter: timestampAt(Date.now() + ANSWER_WITHIN_MILLIS),
          lines: quantitiesOf(chosen),
        }),
      );
      taken.set(
        name,
        outcome.won
          ? {
              kind: "won",
              order: outcome.value.transferOrder,
              units: outcome.value.lines.reduce((sum, line) => sum + Number(line.quantity), 0),
            }
          : { kind: "refused", refusal: outcome.refusal },
      );
    },
    dismiss({ name }) {
      taken.delete(name);
      shown.delete(name);
    },
    stop: () => watch.stop(),
  };
}
