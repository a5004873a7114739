import { Code, ConnectError } from "@connectrpc/connect";
import {
  BadRequestSchema,
  ErrorInfoSchema,
  RetryInfoSchema,
} from "@proto/google/rpc/error_details_pb";

/** Why a call failed, as the pages decide by it. */
export interface Refusal {
  readonly code: Code;
  /** An `ErrorReason` without its prefix; `UNREACHABLE` where no node answered. */
  readonly reason: string;
  /** For people, in the language that the call asked for. */
  readonly message: string;
  /** How long to wait before the same is sent again; undefined where the node did not say. */
  readonly retryAfterMillis?: number;
  /** Paths of the fields that were wrong. */
  readonly fields: readonly string[];
}

export const UNREACHABLE = "UNREACHABLE";

const REASONS_OF_UNKNOWN_OUTCOME = [UNREACHABLE, "RETRY_LATER", "TOO_LATE"];

/** Reads what was thrown by a call. */
export function refusalOf(thrown: unknown): Refusal {
  const error = ConnectError.from(thrown);
  const info = error.findDetails(ErrorInfoSchema)[0];
  const retry = error.findDetails(RetryInfoSchema)[0]?.retryDelay;
  const bad = error.findDetails(BadRequestSchema)[0];
  return {
    code: error.code,
    reason: info?.reason || UNREACHABLE,
    message: error.rawMessage,
    fields: bad?.fieldViolations.map((violation) => violation.field) ?? [],
    ...(retry && {
      retryAfterMillis: Number(retry.seconds) * 1_000 + Math.ceil(retry.nanos / 1e6),
    }),
  };
}

/** A refusal that came not as an error but as part of an answer, as a lost bid's does. */
export function refusalNamed(reason: string): Refusal {
  return { code: Code.FailedPrecondition, reason, message: "", fields: [] };
}

/** True where the same `request_id` may be sent again and decides what the outcome was or will be. */
export function mayBeSentAgain(refusal: Refusal): boolean {
  return (
    REASONS_OF_UNKNOWN_OUTCOME.includes(refusal.reason) ||
    refusal.reason === "CONTENDED" ||
    refusal.reason === "RATE_LIMITED"
  );
}

/** True where a token has ended, or never was one. */
export function isTokenRefused(refusal: Refusal): boolean {
  return refusal.reason === "TOKEN_INVALID";
}
