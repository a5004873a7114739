import { create, toJson, type DescMessage } from "@bufbuild/protobuf";
import { computed, reactive, shallowReactive, type ComputedRef } from "vue";
import type { MessageInitShape } from "@bufbuild/protobuf";
import {
  TransferOrder_State as State,
  type OrderMessage,
  type TransferOrder,
} from "@proto/shelfshare/market/v1/resources_pb";
import type { Api } from "@/api";
import { newRequestId } from "@/api/ids";
import { refusalOf, type Refusal } from "@/api/refusal";
import { timestampAt } from "@/api/times";
import { isComingBackTo } from "./order-actions";
import { call, SCHEMAS } from "./order-calls";
import { createOutbox, type Outbox, type Step, type StepKind } from "./outbox";

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
    know(await call(api, step, timestampAt(Date.now() + STEP_WITHIN_MILLIS)));
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
  const comesToUs = (order: TransferOrder) =>
    isComingBackTo(order, store) ||
    (!ours(order) && [State.SHIPPED, State.ARRIVED].includes(order.state));
  const select = (wanted: (order: TransferOrder) => boolean) =>
    computed(() => [...orders.values()].filter(wanted).sort(soonestFirst));

  return {
    orders,
    toSend: select((order) => ours(order) && TO_SEND.includes(order.state)),
    toReceive: select(comesToUs),
    underWay: select(
      (order) =>
        !comesToUs(order) &&
        (ON_THE_WAY.includes(order.state) || (!ours(order) && TO_SEND.includes(order.state))),
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
