import { create } from "@bufbuild/protobuf";
import type { MessageInitShape } from "@bufbuild/protobuf";
import {
  TransferOrder_State as State,
  TransferOrderSchema,
  type TransferOrder,
} from "@proto/shelfshare/market/v1/resources_pb";
import { describe, expect, it } from "vitest";
import { quantitiesOf, totalOf } from "@/state/chosen";
import { moneyOf } from "@/state/money";
import { detoursOf, isComingBackTo, mainStepOf, overdueUnits } from "@/state/order-actions";

const [supplier, requester] = ["stores/s1", "stores/s2"] as const;

const order = (
  state: State,
  more: Omit<MessageInitShape<typeof TransferOrderSchema>, "$typeName"> = {},
): TransferOrder =>
  create(TransferOrderSchema, {
    supplierStore: supplier,
    requestingStore: requester,
    destination: { to: { case: "store", value: requester } },
    state,
    ...more,
  });

const toCustomer = {
  destination: { to: { case: "customerReference" as const, value: "c1" } },
};

describe("the step that waits", () => {
  it("is the supplier's until it is shipped, and then the asking store's", () => {
    const steps = [State.AWARDED, State.CONFIRMED, State.PACKED, State.SHIPPED, State.ARRIVED].map(
      (state) => [mainStepOf(order(state), supplier), mainStepOf(order(state), requester)],
    );
    expect(steps).toEqual([
      ["pick", undefined],
      ["ship", undefined],
      ["ship", undefined],
      [undefined, "receive"],
      [undefined, "receive"],
    ]);
  });

  it("is the return store's while units come back, and nobody else's", () => {
    const back = order(State.RETURNING, {
      returnStore: supplier,
      lines: [{ sku: "skus/a", refused: 1n, returning: 1n }],
    });
    expect(isComingBackTo(back, supplier)).toBe(true);
    expect(mainStepOf(back, supplier)).toBe("receive-return");
    expect(mainStepOf(back, requester)).toBeUndefined();
  });

  it("takes in what was refused while another parcel is still on its way there", () => {
    const both = order(State.ARRIVED, {
      returnStore: supplier,
      lines: [{ sku: "skus/a", returning: 1n, inTransit: 1n }],
    });
    expect(mainStepOf(both, supplier)).toBe("receive-return");
    expect(mainStepOf(both, requester)).toBe("receive");
  });
});

describe("the detours", () => {
  it("let the asking store take an order back until it is packed, and ask for it then", () => {
    expect(detoursOf(order(State.AWARDED), requester)).toEqual(["cancel"]);
    expect(detoursOf(order(State.CONFIRMED), requester)).toEqual(["cancel"]);
    expect(detoursOf(order(State.PACKED), requester)).toEqual(["ask-cancel"]);
    expect(detoursOf(order(State.PACKED, { cancelRequested: true }), requester)).toEqual([]);
  });

  it("let the supplier give up what it has found", () => {
    expect(detoursOf(order(State.PACKED), supplier)).toEqual(["give-up"]);
    expect(detoursOf(order(State.AWARDED), supplier)).toEqual([]);
  });

  it("let the asking store recall what is on its way", () => {
    expect(detoursOf(order(State.SHIPPED), requester)).toEqual(["arrive", "recall"]);
    expect(detoursOf(order(State.SHIPPED), supplier)).toEqual([]);
  });

  it("offer to write off what is overdue alone, on the way that it is on", () => {
    const lines = [{ sku: "skus/a", inTransit: 2n }];
    expect(detoursOf(order(State.SHIPPED, { lines }), supplier)).toEqual([]);
    const late = order(State.SHIPPED, { lines, lossSuspected: true });
    expect(detoursOf(late, supplier)).toEqual(["write-off"]);
    expect(overdueUnits(late)).toEqual([{ sku: "skus/a", units: 2 }]);
    const back = order(State.RETURNING, {
      lines: [{ sku: "skus/a", returning: 1n }],
      lossSuspected: true,
    });
    expect(overdueUnits(back)).toEqual([{ sku: "skus/a", units: 1 }]);
  });

  it("let either store say that it found what was lost, until the order is closed", () => {
    const lines = [{ sku: "skus/a", lost: 1n }];
    expect(detoursOf(order(State.LOST, { lines }), supplier)).toEqual(["found"]);
    expect(detoursOf(order(State.LOST, { lines }), requester)).toEqual(["found"]);
    expect(detoursOf(order(State.CLOSED, { lines }), requester)).toEqual([]);
  });

  it("let a customer give back what it had delivered, and a store nothing", () => {
    const lines = [{ sku: "skus/a", accepted: 1n }];
    expect(detoursOf(order(State.SETTLED, { lines, ...toCustomer }), requester)).toEqual([
      "give-back",
    ]);
    expect(detoursOf(order(State.SETTLED, { lines }), requester)).toEqual([]);
    expect(detoursOf(order(State.CLOSED, { lines, ...toCustomer }), requester)).toEqual([]);
  });
});

describe("what a person typed", () => {
  it("leaves out what is none", () => {
    const chosen = { "skus/a": 2, "skus/b": 0 };
    expect(totalOf(chosen)).toBe(2);
    expect(quantitiesOf(chosen)).toEqual([{ sku: "skus/a", quantity: 2n }]);
  });

  it("is exact to the cent", () => {
    expect(moneyOf(4.1, "CNY")).toMatchObject({ units: 4n, nanos: 100_000_000 });
    expect(moneyOf(0.29, "CNY")).toMatchObject({ units: 0n, nanos: 290_000_000 });
    expect(moneyOf(19.99, "CNY")).toMatchObject({ units: 19n, nanos: 990_000_000 });
  });
});
