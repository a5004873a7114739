import { computed, reactive, shallowReactive, type ComputedRef } from "vue";
import { TransferRequest_State as State } from "@proto/shelfshare/market/v1/resources_pb";
import type { TransferRequest } from "@proto/shelfshare/market/v1/resources_pb";
import { RequestScope } from "@proto/shelfshare/market/v1/transfer_request_service_pb";
import type { Api } from "@/api";
import { millisOf } from "@/api/times";
import { RequestWatch } from "@/api/watch";
import type { Picture } from "./market";
import { RequestBook } from "./request-book";

/** The requests of the whole chain, as they come and go. */
export interface ChainMarket {
  readonly picture: Picture;
  /** What has not ended, oldest first. */
  readonly live: ComputedRef<TransferRequest[]>;
  /** What ended while somebody looked. */
  readonly ended: ReadonlyMap<string, TransferRequest>;
  stop(): void;
}

const WHOLE_CHAIN = "stores/-";
const ENDED_MAX = 1_000;

export function createChainMarket(api: Api): ChainMarket {
  const live = shallowReactive(new Map<string, TransferRequest>());
  const ended = shallowReactive(new Map<string, TransferRequest>());
  const picture = reactive<Picture>({ synced: false, heardAtMillis: 0 });
  const book = new RequestBook(live);

  function end(request: TransferRequest): void {
    ended.set(request.name, request);
    const oldest = ended.keys().next();
    if (ended.size > ENDED_MAX && !oldest.done) {
      ended.delete(oldest.value);
    }
  }

  const watch = new RequestWatch(api, WHOLE_CHAIN, RequestScope.POSTED, {
    begun: () => book.begin(),
    changed: (request) => book.changed(request),
    left(request) {
      book.left(request);
      end(request);
    },
    synced() {
      book.synced().forEach(end);
      picture.synced = true;
      picture.broken = undefined;
    },
    alive: () => (picture.heardAtMillis = Date.now()),
    broken: (refusal) => (picture.broken = refusal),
  });
  watch.start();

  return {
    picture,
    live: computed(() =>
      [...live.values()].sort((one, other) => createdAt(one) - createdAt(other)),
    ),
    ended,
    stop: () => watch.stop(),
  };
}

export function createdAt(request: TransferRequest): number {
  return millisOf(request.createTime) ?? 0;
}

export function isOpen(request: TransferRequest): boolean {
  return request.state === State.OPEN || request.state === State.PARTLY_COVERED;
}

/** Milliseconds from post to first award; undefined while nobody has grabbed. */
export function timeToGrab(request: TransferRequest): number | undefined {
  const awards = request.awards.flatMap((award) => millisOf(award.awardTime) ?? []);
  return awards.length ? Math.min(...awards) - createdAt(request) : undefined;
}

/** The middle one; undefined of none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

/** Units awarded of units asked for, 0 to 1; undefined where nothing was asked for. */
export function coveredShare(requests: readonly TransferRequest[]): number | undefined {
  const lines = requests.flatMap((request) => request.lines);
  const asked = lines.reduce((sum, line) => sum + Number(line.quantity), 0);
  const covered = lines.reduce((sum, line) => sum + Number(line.covered), 0);
  return asked ? covered / asked : undefined;
}
