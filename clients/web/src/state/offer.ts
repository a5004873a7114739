import type { Ask, Bid, TransferRequest } from "@proto/shelfshare/market/v1/resources_pb";
import {
  Ask_Outcome,
  Bid_State,
  TransferRequest_Kind as Kind,
  TransferRequest_Mode as Mode,
  TransferRequest_Turn as Turn,
} from "@proto/shelfshare/market/v1/resources_pb";

/** So many units of a SKU, as the pages count. */
export interface Units {
  readonly sku: string;
  readonly units: number;
}

/** How this store can answer a request now. */
export type Way =
  | { kind: "grab" }
  | { kind: "bid" }
  | { kind: "bid-placed"; bid: Bid }
  | { kind: "asked"; ask: Ask }
  | { kind: "others-asked" }
  | { kind: "deciding" };

/** What a store can bring of what is open: the SKUs asked for first, then those as welcome. */
export function unitsToBring(
  request: TransferRequest,
  available: (sku: string) => number | undefined,
): Units[] {
  const brought = new Map<string, number>();
  for (const line of request.lines) {
    let open = Number(line.open);
    for (const sku of [line.sku, ...line.substitutes]) {
      const free = (available(sku) ?? 0) - (brought.get(sku) ?? 0);
      const units = Math.min(open, Math.max(free, 0));
      if (units > 0) {
        brought.set(sku, (brought.get(sku) ?? 0) + units);
        open -= units;
      }
    }
  }
  return [...brought].map(([sku, units]) => ({ sku, units }));
}

export function isOffer(request: TransferRequest): boolean {
  return request.kind === Kind.SUPPLY;
}

export function wayOf(request: TransferRequest, store: string): Way {
  const progress = request.progress;
  const mode = progress?.mode || request.mode;
  if (mode === Mode.FIRST_COME || !progress) {
    return { kind: "grab" };
  }
  if (mode === Mode.ASSIGNED) {
    const ask = progress.asks.findLast(
      (one) => one.store === store && one.outcome === Ask_Outcome.PENDING,
    );
    return ask ? { kind: "asked", ask } : { kind: "others-asked" };
  }
  const bid = progress.bids.findLast(
    (one) => one.store === store && one.state === Bid_State.SUBMITTED,
  );
  if (bid) {
    return { kind: "bid-placed", bid };
  }
  if (progress.turn === Turn.DECIDING) {
    return { kind: "deciding" };
  }
  return { kind: "bid" };
}
