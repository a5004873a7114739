import { computed, reactive, ref, shallowReactive, type ComputedRef } from "vue";
import type { Money } from "@proto/google/type/money_pb";
import type { DeclineReason, TransferRequest } from "@proto/shelfshare/market/v1/resources_pb";
import { RequestScope } from "@proto/shelfshare/market/v1/transfer_request_service_pb";
import type { Api } from "@/api";
import { newRequestId } from "@/api/ids";
import type { Refusal } from "@/api/refusal";
import { sendUntil } from "@/api/send";
import { millisOf, timestampAt } from "@/api/times";
import { RequestWatch } from "@/api/watch";
import { bestFirst, bidAnswer, reasonGone, type Answer, type Card } from "./card";
import { unitsToBring, wayOf } from "./offer";
import { RequestBook } from "./request-book";
import type { Shelf } from "./shelf";

/** A watch's health, for people. */
export interface Picture {
  synced: boolean;
  heardAtMillis: number;
  broken?: Refusal | undefined;
}

export interface Market {
  readonly picture: Picture;
  /** Best first: what we are asked for, what we have, what is near. */
  readonly cards: ComputedRef<Card[]>;
  /** Rises with each request that comes while somebody looks. */
  readonly arrivals: Readonly<{ value: number }>;
  grab(card: Card): Promise<void>;
  /** @param fee what we want for it; undefined for nothing */
  bid(card: Card, hoursToShip: number, fee?: Money): Promise<void>;
  withdraw(card: Card): Promise<void>;
  decline(card: Card, reason: DeclineReason): Promise<void>;
  /** Takes a card away from this tablet: seen, or of no use to this store. */
  dismiss(card: Card): void;
  stop(): void;
}

/** As long as a tablet may try to get an answer; a grab is never queued for later. */
const ANSWER_WITHIN_MILLIS = 5_000;
/** How long a card stays that ended while somebody looked at it. */
const LINGERS_MILLIS = 4_000;
const HOUR_MILLIS = 3_600_000;

export function createMarket(api: Api, store: string, shelf: Shelf): Market {
  const live = shallowReactive(new Map<string, TransferRequest>());
  const over = shallowReactive(new Map<string, TransferRequest>());
  const answers = reactive(new Map<string, Answer>());
  const dismissed = reactive(new Set<string>());
  const picture = reactive<Picture>({ synced: false, heardAtMillis: 0 });
  const arrivals = ref(0);
  const book = new RequestBook(live);

  /** A sealed bid's answer comes with the request, once its window was decided. */
  function open(request: TransferRequest): void {
    const decided = answers.get(request.name)?.kind === "bid" && bidAnswer(request, store);
    if (decided) {
      answers.set(request.name, decided);
    }
  }

  /**
   * A card does not vanish under a thumb, which would then land on the next one: it stays as it was
   * for a moment, and says why it is over.
   */
  function gone(request: TransferRequest, shown: TransferRequest): void {
    const { name } = request;
    over.set(name, shown);
    if (!answers.has(name)) {
      answers.set(name, { kind: "gone", reason: reasonGone(request) });
      setTimeout(() => {
        if (answers.get(name)?.kind === "gone") {
          over.delete(name);
          answers.delete(name);
        }
      }, LINGERS_MILLIS);
    }
  }

  const watch = new RequestWatch(api, store, RequestScope.MARKET, {
    begun: () => book.begin(),
    changed(request) {
      if (answers.get(request.name)?.kind === "gone") {
        over.delete(request.name);
        answers.delete(request.name);
      }
      if (book.changed(request) && picture.synced) {
        arrivals.value++;
      }
      open(request);
    },
    left(request) {
      const shown = live.get(request.name) ?? request;
      book.left(request);
      open(request);
      gone(request, shown);
    },
    synced() {
      book.synced().forEach((request) => gone(request, request));
      picture.synced = true;
      picture.broken = undefined;
    },
    alive: () => (picture.heardAtMillis = Date.now()),
    broken: (refusal) => (picture.broken = refusal),
  });
  watch.start();

  const cards = computed(() =>
    bestFirst(
      [...live.values(), ...over.values()]
        .filter((request) => !dismissed.has(request.name))
        .map((request) => cardOf(request)),
    ),
  );

  function cardOf(request: TransferRequest): Card {
    return {
      request,
      way: wayOf(request, store),
      brings: unitsToBring(request, (sku) => shelf.available(sku)),
      answer: answers.get(request.name),
      over: !live.has(request.name),
    };
  }

  async function answer(card: Card, send: (id: string) => Promise<Answer>): Promise<void> {
    const name = card.request.name;
    const id = newRequestId();
    answers.set(name, { kind: "asking" });
    const outcome = await sendUntil(Date.now() + ANSWER_WITHIN_MILLIS, () => send(id));
    answers.set(name, outcome.won ? outcome.value : { kind: "refused", refusal: outcome.refusal });
    if (!live.has(name)) {
      over.set(name, card.request);
    }
    shelf.forget(card.request.lines.map((line) => line.sku));
  }

  const notAfter = () => timestampAt(Date.now() + ANSWER_WITHIN_MILLIS);
  const lines = (card: Card) =>
    card.brings.map(({ sku, units }) => ({ sku, quantity: BigInt(units) }));
  const common = (card: Card, requestId: string) => ({
    name: card.request.name,
    requestId,
    store,
    notAfter: notAfter(),
  });

  return {
    picture,
    cards,
    arrivals,
    grab: (card) =>
      answer(card, async (id) => {
        const won = await api.requests.grabTransferRequest({
          ...common(card, id),
          lines: lines(card),
        });
        return {
          kind: "won",
          order: won.transferOrder,
          units: won.lines.reduce((sum, line) => sum + Number(line.quantity), 0),
          confirmByMillis: millisOf(won.confirmBy),
        };
      }),
    bid: (card, hoursToShip, fee) =>
      answer(card, async (id) => {
        await api.bidding.placeBid({
          ...common(card, id),
          lines: lines(card),
          shipBy: timestampAt(Date.now() + hoursToShip * HOUR_MILLIS),
          ...(fee && { fee }),
        });
        return { kind: "bid", units: card.brings.reduce((sum, { units }) => sum + units, 0) };
      }),
    withdraw: (card) =>
      answer(card, async (id) => {
        await api.bidding.withdrawBid(common(card, id));
        return { kind: "withdrawn" };
      }),
    decline: (card, reason) =>
      answer(card, async (id) => {
        await api.bidding.declineAsk({ ...common(card, id), reason });
        return { kind: "declined" };
      }),
    dismiss(card) {
      dismissed.add(card.request.name);
      over.delete(card.request.name);
    },
    stop: () => watch.stop(),
  };
}
