import { create, fromJson, toJson, type DescMessage, type JsonValue } from "@bufbuild/protobuf";
import { computed, reactive, shallowReactive, type ComputedRef } from "vue";
import type { MessageInitShape } from "@bufbuild/protobuf";
import {
  TransferOrder_State as State,
  type OrderMessage,
  type TransferOrder,
} from "@proto/shelfshare/market/v1/resources_pb";
import {
  ConfirmTransferOrderRequestSchema,
  PackTransferOrderRequestSchema,
  PostOrderMessageRequestSchema,
  ReceiveTransferOrderRequestSchema,
  ReleaseTransferOrderRequestSchema,
  ShipTransferOrderRequestSchema,
} from "@proto/shelfshare/market/v1/transfer_order_service_pb";
import type { Api } from "@/api";
import { newRequestId } from "@/api/ids";
import { refusalOf, type Refusal } from "@/api/refusal";
import { timestampAt } from "@/api/times";
import { createOutbox, type Outbox, type Step, type StepKind } from "./outbox";

/** The steps by their kind, each with the message of its call. */
const SCHEMAS = {
  confirm: ConfirmTransferOrderRequestSchema,
  pack: PackTransferOrderRequestSchema,
  ship: ShipTransferOrderRequestSchema,
  release: ReleaseTransferOrderRequestSchema,
  receive: ReceiveTransferOrderRequestSchema,
  message: PostOrderMessageRequestSchema,
} satisfies Record<StepKind, DescMessage>;

type BodyOf<K extends StepKind> = Omit<
  MessageInitShape<(typeof SCHEMAS)[K]>,
  "$typeName" | "requestId" | "notAfter" | "name" | "parent"
>;

/** The orders of a store, and what is done to them. */
export interface Work {
  readonly orders: ReadonlyMap<string, TransferOrder>;
  /** What others want from us and we have yet to send, most urgent first. */
  readonly toSend: ComputedRef<TransferOrder[]>;
  /** What comes to us. */
  readonly toReceive: ComputedRef<TransferOrder[]>;
  readonly underWay: ComputedRef<TransferOrder[]>;
  readonly done: ComputedRef<TransferOrder[]>;
  readonly outbox: Outbox;
  readonly trouble: { refusal?: Refusal | undefined; readAtMillis: number };
  /** The step of an order that waits to be sent, if there is one. */
  waiting(order: string): Step | undefined;
  /** Does a step now, or as soon as there is a node. */
  step<K extends StepKind>(kind: K, order: string, body: BodyOf<K>): void;
  thread(order: string): Promise<OrderMessage[]>;
  refresh(): Promise<void>;
  stop(): void;
}

const LOOK_AGAIN_MILLIS = 4_000;
const STEP_WITHIN_MILLIS = 60_000;
const PAGE = 100;
const TO_SEND = [State.AWARDED, State.CONFIRMED, State.PACKED];
const ON_THE_WAY = [State.SHIPPED, State.ARRIVED, State.RETURNING];

export function createWork(api: Api, store: string, shelf: Storage): Work {
  const orders = shallowReactive(new Map<string, TransferOrder>());
  const trouble = reactive<{ refusal?: Refusal | undefined; readAtMillis: number }>({
    readAtMillis: 0,
  });
  const outbox = createOutbox(shelf, `shelfshare.outbox.${store}`, send);

  function know(order: TransferOrder): void {
    const known = orders.get(order.name);
    if (!known || known.version <= order.version) {
      orders.set(order.name, order);
    }
  }

  async function send(step: Step): Promise<void> {
    const notAfter = timestampAt(Date.now() + STEP_WITHIN_MILLIS);
    const message = <K extends StepKind>(kind: K) => ({
      ...fromJson<(typeof SCHEMAS)[K]>(SCHEMAS[kind], step.message as JsonValue),
      notAfter,
    });
    switch (step.kind) {
      case "confirm":
        return know(await api.orders.confirmTransferOrder(message(step.kind)));
      case "pack":
        return know(await api.orders.packTransferOrder(message(step.kind)));
      case "ship":
        return know(await api.orders.shipTransferOrder(message(step.kind)));
      case "release":
        return know(await api.orders.releaseTransferOrder(message(step.kind)));
      case "receive":
        return know(await api.orders.receiveTransferOrder(message(step.kind)));
      case "message":
        await api.orders.postOrderMessage(message(step.kind));
        return know(await api.orders.getTransferOrder({ name: step.order }));
    }
  }

  async function refresh(): Promise<void> {
    try {
      const page = await api.orders.listTransferOrders({ parent: store, pageSize: PAGE });
      page.transferOrders.forEach(know);
      trouble.refusal = undefined;
      trouble.readAtMillis = Date.now();
      if (outbox.stuck.value) {
        await outbox.flush();
      }
    } catch (thrown) {
      trouble.refusal = refusalOf(thrown);
    }
  }

  const look = () => {
    if (document.visibilityState === "visible") {
      void refresh();
    }
  };
  const back = () => {
    void outbox.flush();
    look();
  };
  const timer = setInterval(look, LOOK_AGAIN_MILLIS);
  document.addEventListener("visibilitychange", back);
  window.addEventListener("online", back);
  back();

  const ours = (order: TransferOrder) => order.supplierStore === store;
  const select = (wanted: (order: TransferOrder) => boolean) =>
    computed(() => [...orders.values()].filter(wanted).sort(soonestFirst));

  return {
    orders,
    toSend: select((order) => ours(order) && TO_SEND.includes(order.state)),
    toReceive: select((order) => !ours(order) && ON_THE_WAY.includes(order.state)),
    underWay: select(
      (order) =>
        (ours(order) && ON_THE_WAY.includes(order.state)) ||
        (!ours(order) && TO_SEND.includes(order.state)),
    ),
    done: computed(() =>
      [...orders.values()]
        .filter((order) => ![...TO_SEND, ...ON_THE_WAY].includes(order.state))
        .sort((one, other) => Number(seconds(other) - seconds(one))),
    ),
    outbox,
    trouble,
    waiting: (order) => outbox.steps.find((step) => step.order === order && !step.refusal),
    step(kind, order, body) {
      const requestId = newRequestId();
      const named = kind === "message" ? { parent: order } : { name: order };
      const schema: DescMessage = SCHEMAS[kind];
      const message = create(schema, { ...body, ...named, requestId } as never);
      outbox.add({
        requestId,
        order,
        kind,
        doneAtMillis: Date.now(),
        message: toJson(schema, message),
      });
    },
    async thread(order) {
      const page = await api.orders.listOrderMessages({ parent: order, pageSize: PAGE });
      return page.orderMessages;
    },
    refresh,
    stop() {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", back);
      window.removeEventListener("online", back);
    },
  };
}

function seconds(order: TransferOrder): bigint {
  return order.updateTime?.seconds ?? 0n;
}

function soonestFirst(one: TransferOrder, other: TransferOrder): number {
  const due = (order: TransferOrder) => Number(order.dueTime?.seconds ?? 2n ** 52n);
  return due(one) - due(other) || one.name.localeCompare(other.name);
}
