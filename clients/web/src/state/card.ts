import {
  Bid_State,
  TransferRequest_Channel as Channel,
  TransferRequest_State as State,
  type TransferRequest,
} from "@proto/shelfshare/market/v1/resources_pb";
import { refusalNamed, type Refusal } from "@/api/refusal";
import type { Units, Way } from "./offer";

/** What became of what this store did with a request. */
export type Answer =
  | { kind: "asking" }
  | { kind: "won"; order: string; units: number; confirmByMillis?: number | undefined }
  | { kind: "bid"; units: number }
  | { kind: "withdrawn" }
  | { kind: "declined" }
  | { kind: "refused"; refusal: Refusal }
  // Nothing was done: the request ended by itself, or by others.
  | { kind: "gone"; reason: string };

/** A request as this store sees it. */
export interface Card {
  readonly request: TransferRequest;
  readonly way: Way;
  /** What this store can bring now; empty where it has nothing, or that is not known yet. */
  readonly brings: readonly Units[];
  readonly answer?: Answer | undefined;
  /** It can be answered no more; it stays until its answer was seen. */
  readonly over: boolean;
}

/** Why a request is over that this store did nothing about. */
export function reasonGone(request: TransferRequest): string {
  switch (request.state) {
    case State.EXPIRED:
      return "REQUEST_EXPIRED";
    case State.CANCELLED:
      return "REQUEST_CANCELLED";
    default:
      return "ALREADY_COVERED";
  }
}

/** What became of the newest bid of a store; undefined while it is sealed. */
export function bidAnswer(request: TransferRequest, store: string): Answer | undefined {
  const bid = request.progress?.bids.findLast((one) => one.store === store);
  switch (bid?.state) {
    case Bid_State.AWARDED:
      return {
        kind: "won",
        order: bid.transferOrder,
        units: bid.lines.reduce((sum, line) => sum + Number(line.quantity), 0),
      };
    case Bid_State.LOST:
      return { kind: "refused", refusal: refusalNamed(bid.lostReason) };
    default:
      return undefined;
  }
}

const WAYS_BY_URGENCY: Way["kind"][] = [
  "asked",
  "grab",
  "bid",
  "bid-placed",
  "deciding",
  "others-asked",
];

/** True where a person did something with the card. */
export const isAnswered = ({ answer }: Card) => answer !== undefined && answer.kind !== "gone";

/** What was answered, what we are asked for, what we have. */
function byUrgency(one: Card, other: Card): number {
  return (
    Number(isAnswered(other)) - Number(isAnswered(one)) ||
    Number(other.way.kind === "asked") - Number(one.way.kind === "asked") ||
    Number(other.brings.length > 0) - Number(one.brings.length > 0) ||
    WAYS_BY_URGENCY.indexOf(one.way.kind) - WAYS_BY_URGENCY.indexOf(other.way.kind)
  );
}

/**
 * The order of cards: the most urgent first and, of those that are alike, the channels by turns, each
 * with what is nearest, so that neither the web shop's nor the shop floor's customers are behind all
 * of the others.
 */
export function bestFirst(cards: readonly Card[]): Card[] {
  const sorted = [...cards].sort(
    (one, other) =>
      byUrgency(one, other) ||
      one.request.distanceKm - other.request.distanceKm ||
      one.request.name.localeCompare(other.request.name),
  );
  const turns = new Map<Card, number>();
  let before: Card | undefined;
  const counts = new Map<Channel, number>();
  for (const card of sorted) {
    if (before !== undefined && byUrgency(before, card) !== 0) {
      counts.clear();
    }
    const channel = card.request.channel || Channel.STORE;
    turns.set(card, counts.get(channel) ?? 0);
    counts.set(channel, (counts.get(channel) ?? 0) + 1);
    before = card;
  }
  return sorted.sort(
    (one, other) => byUrgency(one, other) || (turns.get(one) ?? 0) - (turns.get(other) ?? 0),
  );
}
