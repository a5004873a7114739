import { computed, shallowReactive, type ComputedRef } from "vue";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type {
  TransferRequest,
  TransferRequestSchema,
} from "@proto/shelfshare/market/v1/resources_pb";
import {
  RequestScope,
  type EditTransferRequestRequestSchema,
} from "@proto/shelfshare/market/v1/transfer_request_service_pb";
import type { Api } from "@/api";
import { newRequestId } from "@/api/ids";
import { sendUntil, type Outcome } from "@/api/send";
import { RequestWatch } from "@/api/watch";
import { RequestBook } from "./request-book";

/** What this store asked others for. */
export interface Posted {
  /** What is still going on, newest first. */
  readonly requests: ComputedRef<TransferRequest[]>;
  /** A request that this page posted, also after it has ended. */
  find(name: string): TransferRequest | undefined;
  post(request: MessageInitShape<typeof TransferRequestSchema>): Promise<Outcome<TransferRequest>>;
  cancel(request: TransferRequest, reason: string): Promise<Outcome<TransferRequest>>;
  /** Changes what is still open; what is not given stays. */
  edit(request: TransferRequest, changes: Changes): Promise<Outcome<TransferRequest>>;
  stop(): void;
}

export type Changes = Pick<
  MessageInitShape<typeof EditTransferRequestRequestSchema>,
  "neededBy" | "note" | "expireTime" | "lines"
>;

const ANSWER_WITHIN_MILLIS = 6_000;

export function createPosted(api: Api, store: string): Posted {
  const live = shallowReactive(new Map<string, TransferRequest>());
  const ended = shallowReactive(new Map<string, TransferRequest>());
  const book = new RequestBook(live);
  const watch = new RequestWatch(api, store, RequestScope.POSTED, {
    begun: () => book.begin(),
    changed: (request) => book.changed(request),
    left(request) {
      book.left(request);
      ended.set(request.name, request);
    },
    synced: () => book.synced().forEach((request) => ended.set(request.name, request)),
    alive: () => undefined,
    broken: () => undefined,
  });
  watch.start();

  const giveUpAt = () => Date.now() + ANSWER_WITHIN_MILLIS;

  return {
    requests: computed(() =>
      [...live.values()].sort(
        (one, other) =>
          Number((other.createTime?.seconds ?? 0n) - (one.createTime?.seconds ?? 0n)) ||
          one.name.localeCompare(other.name),
      ),
    ),
    find: (name) => live.get(name) ?? ended.get(name),
    async post(request) {
      const requestId = newRequestId();
      const outcome = await sendUntil(giveUpAt(), () =>
        api.requests.createTransferRequest({
          parent: store,
          requestId,
          transferRequest: request,
        }),
      );
      if (outcome.won) {
        book.changed(outcome.value);
      }
      return outcome;
    },
    async cancel(request, reason) {
      const requestId = newRequestId();
      return sendUntil(giveUpAt(), () =>
        api.requests.cancelTransferRequest({ name: request.name, requestId, reason }),
      );
    },
    async edit(request, changes) {
      const requestId = newRequestId();
      const outcome = await sendUntil(giveUpAt(), () =>
        api.requests.editTransferRequest({ ...changes, name: request.name, requestId }),
      );
      if (outcome.won) {
        book.changed(outcome.value);
      }
      return outcome;
    },
    stop: () => watch.stop(),
  };
}
