import { Code, ConnectError } from "@connectrpc/connect";
import { ErrorInfoSchema } from "@proto/google/rpc/error_details_pb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createOutbox, type Step } from "@/state/outbox";
import { Drawer } from "./drawer";

const step = (requestId: string): Step => ({
  requestId,
  order: "transferOrders/1",
  kind: "ship",
  doneAtMillis: 0,
  message: {},
});

const refusal = (reason: string) =>
  new ConnectError("", Code.FailedPrecondition, undefined, [
    { desc: ErrorInfoSchema, value: { reason } },
  ]);

describe("the outbox", () => {
  let drawer: Drawer;

  beforeEach(() => {
    vi.useFakeTimers();
    drawer = new Drawer();
  });
  afterEach(() => vi.useRealTimers());

  it("sends a step once, and forgets it when the node has answered", async () => {
    const send = vi.fn(async () => undefined);
    const outbox = createOutbox(drawer, "s1", send);
    outbox.add(step("1"));
    await Promise.all([outbox.flush(), outbox.flush()]);
    expect(send).toHaveBeenCalledTimes(1);
    expect(outbox.steps).toEqual([]);
  });

  it("keeps a step over a reload, under the same request id (P6)", async () => {
    const noNode = async () => Promise.reject(new TypeError("Failed to fetch"));
    const before = createOutbox(drawer, "s1", noNode);
    before.add(step("1"));
    await before.flush();
    expect(before.stuck.value).toBe(true);

    const sent: string[] = [];
    const after = createOutbox(drawer, "s1", async ({ requestId }) => void sent.push(requestId));
    expect(after.waiting()).toBe(1);
    await after.flush();
    expect(sent).toEqual(["1"]);
    expect(after.stuck.value).toBe(false);
  });

  it("tries again by itself", async () => {
    const send = vi.fn().mockRejectedValueOnce(new TypeError("x")).mockResolvedValue(undefined);
    const outbox = createOutbox(drawer, "s1", send);
    outbox.add(step("1"));
    await vi.runAllTimersAsync();
    expect(send).toHaveBeenCalledTimes(2);
    expect(outbox.waiting()).toBe(0);
  });

  it("sends in order, and nothing past a step without an answer", async () => {
    const send = vi.fn(async () => Promise.reject(new TypeError("Failed to fetch")));
    const outbox = createOutbox(drawer, "s1", send);
    outbox.add(step("1"));
    outbox.add(step("2"));
    await outbox.flush();
    expect(
      new Set(send.mock.calls.map((call) => (call as unknown as [Step])[0].requestId)),
    ).toEqual(new Set(["1"]));
  });

  it("shows a refusal until somebody has seen it, and goes on with the next", async () => {
    const send = vi.fn().mockRejectedValueOnce(refusal("ORDER_STATE")).mockResolvedValue(undefined);
    const outbox = createOutbox(drawer, "s1", send);
    outbox.add(step("1"));
    outbox.add(step("2"));
    await outbox.flush();
    expect(outbox.steps.map((one) => one.refusal?.reason)).toEqual(["ORDER_STATE"]);
    expect(outbox.waiting()).toBe(0);
    outbox.steps.forEach((one) => outbox.dismiss(one));
    expect(createOutbox(drawer, "s1", send).steps).toEqual([]);
  });

  it("never sends what another store did", () => {
    createOutbox(drawer, "s1", async () => Promise.reject(new TypeError("x"))).add(step("1"));
    expect(createOutbox(drawer, "s2", vi.fn()).steps).toEqual([]);
  });
});
