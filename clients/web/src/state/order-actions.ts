import {
  TransferOrder_State as State,
  type TransferOrder,
} from "@proto/shelfshare/market/v1/resources_pb";
import type { Units } from "./offer";

/** What a store can do next with an order when all goes well. */
export type MainStep = "pick" | "ship" | "receive" | "receive-return";

/** What a store can do where something went another way. */
export type Detour =
  "arrive" | "give-up" | "cancel" | "ask-cancel" | "recall" | "write-off" | "found" | "give-back";

const isSupplier = (order: TransferOrder, store: string) => order.supplierStore === store;
const isBefore = (order: TransferOrder, state: State) =>
  order.state !== State.UNSPECIFIED && order.state < state;

/** The step that waits for this store, by the order's state and its side. */
export function mainStepOf(order: TransferOrder, store: string): MainStep | undefined {
  switch (order.state) {
    case State.AWARDED:
      return isSupplier(order, store) ? "pick" : undefined;
    case State.CONFIRMED:
    case State.PACKED:
      return isSupplier(order, store) ? "ship" : undefined;
    case State.SHIPPED:
    case State.ARRIVED:
      if (order.requestingStore === store) {
        return "receive";
      }
      return isComingBackTo(order, store) ? "receive-return" : undefined;
    default:
      return isComingBackTo(order, store) ? "receive-return" : undefined;
  }
}

/** True where refused units are on their way to this store. */
export function isComingBackTo(order: TransferOrder, store: string): boolean {
  return order.returnStore === store && unitsOf(order, "returning").length > 0;
}

/** What else this store can do now, the likeliest first. */
export function detoursOf(order: TransferOrder, store: string): Detour[] {
  const ours = isSupplier(order, store);
  const theirs = order.requestingStore === store;
  const found: [Detour, boolean][] = [
    ["arrive", theirs && order.state === State.SHIPPED],
    ["give-up", ours && [State.CONFIRMED, State.PACKED].includes(order.state)],
    ["cancel", theirs && isBefore(order, State.PACKED)],
    ["ask-cancel", theirs && order.state === State.PACKED && !order.cancelRequested],
    ["recall", theirs && [State.SHIPPED, State.ARRIVED].includes(order.state)],
    ["write-off", order.lossSuspected && overdueUnits(order).length > 0],
    ["found", order.state !== State.CLOSED && lostUnits(order).length > 0],
    [
      "give-back",
      theirs &&
        order.state !== State.CLOSED &&
        order.destination?.to.case === "customerReference" &&
        unitsOf(order, "accepted").length > 0,
    ],
  ];
  return found.flatMap(([detour, can]) => (can ? [detour] : []));
}

type Point = "accepted" | "inTransit" | "lost" | "lostBack" | "returning";

/** How many units of each SKU of an order are at one point of their way; those that have any. */
export function unitsOf(order: TransferOrder, ...points: Point[]): Units[] {
  return order.lines
    .map((line) => ({
      sku: line.sku,
      units: points.reduce((sum, point) => sum + Number(line[point]), 0),
    }))
    .filter(({ units }) => units > 0);
}

/** What is overdue: on its way there or, where nothing is, on its way back. */
export function overdueUnits(order: TransferOrder): Units[] {
  return order.state === State.RETURNING
    ? unitsOf(order, "returning")
    : unitsOf(order, "inTransit");
}

export function lostUnits(order: TransferOrder): Units[] {
  return unitsOf(order, "lost", "lostBack");
}
