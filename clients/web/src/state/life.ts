import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import type {
  OrderMessage,
  TransferOrder,
  TransferRequest,
} from "@proto/shelfshare/market/v1/resources_pb";
import type { JournalEvent } from "@proto/shelfshare/market/v1/history_service_pb";
import type { ExplainAwardResponse } from "@proto/shelfshare/market/v1/routing_service_pb";
import type { Posting } from "@proto/shelfshare/market/v1/settlement_service_pb";
import type { Api } from "@/api";
import { millisOf } from "@/api/times";
import { readPostings } from "./life-money";

/** Something that happened to a request or to one of its orders. */
export interface Moment {
  readonly key: string;
  /** Resource name of what it happened to. */
  readonly subject: string;
  readonly atMillis: number;
  readonly kind: string;
  readonly actor: string;
  readonly details: readonly Detail[];
}

export interface Detail {
  readonly name: string;
  readonly value: string;
}

/** An order, why it was awarded, what was said, and what it cost. */
export interface OrderLife {
  readonly order: TransferOrder;
  readonly award: ExplainAwardResponse;
  readonly messages: readonly OrderMessage[];
  readonly postings: readonly Posting[];
}

/** A request with all of its orders, and what happened to them, oldest first. */
export interface Life {
  readonly request: TransferRequest;
  readonly orders: readonly OrderLife[];
  readonly moments: readonly Moment[];
}

const PAGE = 1_000;
const MESSAGES = 500;

/** Reads the life of a request, whether it is named itself or by one of its orders. */
export async function readLife(api: Api, name: string): Promise<Life> {
  const requestName = name.startsWith("transferOrders/")
    ? (await api.orders.getTransferOrder({ name })).transferRequest
    : name;
  const history = await api.history();
  const request = await api.requests.getTransferRequest({ name: requestName });
  const orders = await Promise.all(
    request.awards.map((award) => readOrder(api, requestName, award.transferOrder)),
  );
  const events = await Promise.all([
    history
      .listTransferRequestEvents({ parent: requestName, pageSize: PAGE })
      .then((page) => page.events.map((event) => momentOf(requestName, event))),
    ...orders.map(({ order }) =>
      history
        .listTransferOrderEvents({ parent: order.name, pageSize: PAGE })
        .then((page) => page.events.map((event) => momentOf(order.name, event))),
    ),
  ]);
  const moments = events.flat().sort((one, other) => one.atMillis - other.atMillis);
  return { request, orders, moments };
}

async function readOrder(api: Api, request: string, name: string): Promise<OrderLife> {
  const routing = await api.routing();
  const [order, award, said] = await Promise.all([
    api.orders.getTransferOrder({ name }),
    routing.explainAward({ name: request, transferOrder: name }),
    api.orders.listOrderMessages({ parent: name, pageSize: MESSAGES }),
  ]);
  const postings = await readPostings(api, order, Date.now());
  return { order, award, messages: said.orderMessages, postings };
}

function momentOf(subject: string, event: JournalEvent): Moment {
  return {
    key: `${subject}/${event.sequenceNumber}`,
    subject,
    atMillis: millisOf(event.eventTime) ?? 0,
    kind: event.kind,
    actor: event.actor,
    details: flatten(event.details ?? {}),
  };
}

/** Nested values by their path, such as `spec.lines.0.sku`; nothing that is empty. */
export function flatten(details: JsonObject, path = ""): Detail[] {
  return Object.entries(details).flatMap(([name, value]) => leaves(value, path + name));
}

function leaves(value: JsonValue, name: string): Detail[] {
  if (value === null || value === "" || value === false) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, at) => leaves(item, `${name}.${at}`));
  }
  return typeof value === "object" ? flatten(value, `${name}.`) : [{ name, value: String(value) }];
}
