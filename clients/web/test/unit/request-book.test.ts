import { create } from "@bufbuild/protobuf";
import { TransferRequestSchema } from "@proto/shelfshare/market/v1/resources_pb";
import { beforeEach, describe, expect, it } from "vitest";
import { RequestBook } from "@/state/request-book";
import type { TransferRequest } from "@proto/shelfshare/market/v1/resources_pb";

const request = (name: string, version: bigint) => create(TransferRequestSchema, { name, version });

describe("the book of a watch (P8)", () => {
  let known: Map<string, TransferRequest>;
  let book: RequestBook;

  beforeEach(() => {
    known = new Map();
    book = new RequestBook(known);
    book.begin();
    book.changed(request("a", 3n));
    book.changed(request("b", 1n));
    book.synced();
  });

  it("never goes back to an older version", () => {
    book.changed(request("a", 2n));
    expect(known.get("a")?.version).toBe(3n);
    book.changed(request("a", 4n));
    expect(known.get("a")?.version).toBe(4n);
  });

  it("says what is new", () => {
    expect(book.changed(request("c", 1n))).toBe(true);
    expect(book.changed(request("c", 2n))).toBe(false);
  });

  it("forgets what left", () => {
    book.left(request("a", 4n));
    expect([...known.keys()]).toEqual(["b"]);
  });

  it("ends with the picture of the new list after a stream broke", () => {
    book.begin();
    book.changed(request("b", 2n));
    book.changed(request("d", 1n));
    expect(known.has("a")).toBe(true);
    expect(book.synced().map((gone) => gone.name)).toEqual(["a"]);
    expect([...known.keys()].sort()).toEqual(["b", "d"]);
  });

  it("keeps what it had where a stream broke before its list was complete", () => {
    book.begin();
    book.begin();
    expect(known.size).toBe(2);
  });
});
