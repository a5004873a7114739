import { create } from "@bufbuild/protobuf";
import { ref } from "vue";
import {
  TransferRequest_Kind as Kind,
  TransferRequest_Mode as Mode,
  TransferRequest_State as State,
  TransferRequestSchema,
  type TransferRequest,
} from "@proto/shelfshare/market/v1/resources_pb";
import {
  ListSellersResponse_LineSchema,
  ListSellersResponseSchema,
} from "@proto/shelfshare/market/v1/report_service_pb";
import { expect, it, vi } from "vitest";
import type { Api } from "@/api";
import type { Posted } from "@/state/posted";
import { createSellers, weekOf } from "@/state/sellers";

it("weeks go from Monday to Sunday by UTC, and belong to the year of their Thursday", () => {
  expect(weekOf(Date.parse("2026-11-22T23:59:59Z"))).toBe("2026-W47");
  expect(weekOf(Date.parse("2026-11-23T00:00:00Z"))).toBe("2026-W48");
  expect(weekOf(Date.parse("2027-01-03T12:00:00Z"))).toBe("2026-W53");
  expect(weekOf(Date.parse("2024-12-30T00:00:00Z"))).toBe("2025-W01");
  expect(weekOf(Date.parse("2026-01-01T00:00:00Z"))).toBe("2026-W01");
});

const line = create(ListSellersResponse_LineSchema, { sku: "skus/coat", spareUnits: 7n });

function counter(requests: TransferRequest[] = []) {
  const listSellers = vi.fn(({ kind, week }: { kind: number; week: string }) =>
    Promise.resolve(
      create(ListSellersResponseSchema, { week: week || "last", soldUnits: BigInt(kind) }),
    ),
  );
  const post = vi.fn();
  const api = { reports: () => Promise.resolve({ listSellers }) } as unknown as Api;
  const posted = { requests: ref(requests), post } as unknown as Posted;
  return { sellers: createSellers(api, "stores/s1", posted), listSellers, post };
}

it("both lists are of one week, and the week that was chosen last stays", async () => {
  const { sellers, listSellers } = counter();
  const early = sellers.read(false);
  await sellers.read(true);
  await early;
  expect(listSellers).toHaveBeenCalledTimes(4);
  expect(sellers.best.value?.week).toBe(weekOf(Date.now()));
  expect(sellers.slow.value?.week).toBe(weekOf(Date.now()));
});

it("what is offered is a supply post that the first one takes", async () => {
  const { sellers, post } = counter();
  await sellers.offer(line, 7);
  expect(post).toHaveBeenCalledWith(
    expect.objectContaining({
      kind: Kind.SUPPLY,
      mode: Mode.FIRST_COME,
      lines: [{ sku: "skus/coat", quantity: 7n }],
    }),
  );
});

it("a line knows our open offer of it, and neither a wish of ours nor an offer that is over", () => {
  const request = (kind: Kind, state = State.OPEN) =>
    create(TransferRequestSchema, {
      name: Kind[kind],
      kind,
      state,
      lines: [{ sku: "skus/coat" }],
    });
  expect(counter([request(Kind.DEMAND)]).sellers.offers.value.size).toBe(0);
  const over = [State.CANCELLED, State.COVERED, State.EXPIRED].map((s) => request(Kind.SUPPLY, s));
  expect(counter(over).sellers.offers.value.size).toBe(0);
  const { sellers } = counter([request(Kind.SUPPLY), request(Kind.DEMAND)]);
  expect(sellers.offers.value.get("skus/coat")?.name).toBe("SUPPLY");
});
