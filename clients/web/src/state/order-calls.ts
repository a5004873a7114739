import { fromJson, type DescMessage, type JsonValue } from "@bufbuild/protobuf";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { TransferOrder } from "@proto/shelfshare/market/v1/resources_pb";
import {
  ArriveTransferOrderRequestSchema,
  CancelTransferOrderRequestSchema,
  ConfirmTransferOrderRequestSchema,
  GiveBackTransferOrderRequestSchema,
  PackTransferOrderRequestSchema,
  PostOrderMessageRequestSchema,
  RecallTransferOrderRequestSchema,
  ReceiveReturnRequestSchema,
  ReceiveTransferOrderRequestSchema,
  ReinstateTransferOrderRequestSchema,
  ReleaseTransferOrderRequestSchema,
  ShipTransferOrderRequestSchema,
  WriteOffTransferOrderRequestSchema,
} from "@proto/shelfshare/market/v1/transfer_order_service_pb";
import type { Api } from "@/api";
import type { Step, StepKind } from "./outbox";

/** The steps by their kind, each with the message of its call. */
export const SCHEMAS = {
  confirm: ConfirmTransferOrderRequestSchema,
  pack: PackTransferOrderRequestSchema,
  ship: ShipTransferOrderRequestSchema,
  release: ReleaseTransferOrderRequestSchema,
  arrive: ArriveTransferOrderRequestSchema,
  receive: ReceiveTransferOrderRequestSchema,
  "receive-return": ReceiveReturnRequestSchema,
  cancel: CancelTransferOrderRequestSchema,
  recall: RecallTransferOrderRequestSchema,
  "write-off": WriteOffTransferOrderRequestSchema,
  found: ReinstateTransferOrderRequestSchema,
  "give-back": GiveBackTransferOrderRequestSchema,
  message: PostOrderMessageRequestSchema,
} satisfies Record<StepKind, DescMessage>;

/** Tells the node of a step, and returns the order as it is then. */
export async function call(api: Api, step: Step, notAfter: Timestamp): Promise<TransferOrder> {
  const { orders } = api;
  const message = <K extends StepKind>(kind: K) => ({
    ...fromJson<(typeof SCHEMAS)[K]>(SCHEMAS[kind], step.message as JsonValue),
    notAfter,
  });
  switch (step.kind) {
    case "confirm":
      return orders.confirmTransferOrder(message(step.kind));
    case "pack":
      return orders.packTransferOrder(message(step.kind));
    case "ship":
      return orders.shipTransferOrder(message(step.kind));
    case "release":
      return orders.releaseTransferOrder(message(step.kind));
    case "arrive":
      return orders.arriveTransferOrder(message(step.kind));
    case "receive":
      return orders.receiveTransferOrder(message(step.kind));
    case "receive-return":
      return orders.receiveReturn(message(step.kind));
    case "cancel":
      return orders.cancelTransferOrder(message(step.kind));
    case "recall":
      return orders.recallTransferOrder(message(step.kind));
    case "write-off":
      return orders.writeOffTransferOrder(message(step.kind));
    case "found":
      return orders.reinstateTransferOrder(message(step.kind));
    case "give-back":
      return orders.giveBackTransferOrder(message(step.kind));
    case "message":
      await orders.postOrderMessage(message(step.kind));
      return orders.getTransferOrder({ name: step.order });
  }
}
