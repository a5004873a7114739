import { describe, expect, it } from "vitest";
import { idOf, newRequestId } from "@/api/ids";

describe("a request id", () => {
  it("is a UUIDv7 of its time in lower case", () => {
    const id = newRequestId(0x019aa5b27c1e, new Uint8Array(10).fill(0xff));
    expect(id).toBe("019aa5b2-7c1e-7fff-bfff-ffffffffffff");
  });

  it("is another one each time", () => {
    expect(newRequestId()).not.toBe(newRequestId());
  });
});

it("an id is the last part of a name", () => {
  expect(idOf("stores/s00001")).toBe("s00001");
  expect(idOf("stores/s00001/stockLines/a-b")).toBe("a-b");
});
