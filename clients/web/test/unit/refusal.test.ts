import { Code, ConnectError } from "@connectrpc/connect";
import { ErrorInfoSchema, RetryInfoSchema } from "@proto/google/rpc/error_details_pb";
import { describe, expect, it } from "vitest";
import { isTokenRefused, mayBeSentAgain, refusalOf, UNREACHABLE } from "@/api/refusal";

function refused(code: Code, reason: string, retrySeconds?: bigint) {
  return refusalOf(
    new ConnectError("words of the node", code, undefined, [
      { desc: ErrorInfoSchema, value: { reason, domain: "shelfshare" } },
      ...(retrySeconds === undefined
        ? []
        : [{ desc: RetryInfoSchema, value: { retryDelay: { seconds: retrySeconds } } }]),
    ]),
  );
}

describe("a refusal", () => {
  it("has the node's reason and words", () => {
    const refusal = refused(Code.FailedPrecondition, "ALREADY_COVERED");
    expect(refusal).toMatchObject({ reason: "ALREADY_COVERED", message: "words of the node" });
    expect(mayBeSentAgain(refusal)).toBe(false);
  });

  it("says when to come back", () => {
    const refusal = refused(Code.Aborted, "CONTENDED", 2n);
    expect(refusal.retryAfterMillis).toBe(2_000);
    expect(mayBeSentAgain(refusal)).toBe(true);
  });

  it("is unreachable where no node answered, which may be sent again", () => {
    const refusal = refusalOf(new TypeError("Failed to fetch"));
    expect(refusal.reason).toBe(UNREACHABLE);
    expect(mayBeSentAgain(refusal)).toBe(true);
  });

  it("knows a token that was refused", () => {
    expect(isTokenRefused(refused(Code.Unauthenticated, "TOKEN_INVALID"))).toBe(true);
  });
});
