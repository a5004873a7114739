import type { Interceptor, Transport } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { isTokenRefused, refusalOf } from "./refusal";

/** Who calls, and in which language an answer is to be read. */
export interface CallerOf {
  token(): string | undefined;
  language(): string;
  /** The node does not know the token. */
  refused(): void;
}

const CALL_LIMIT_MILLIS = 8_000;
/** A picture on bad Wi-Fi is slow, and nothing waits for it. */
const PHOTO_LIMIT_MILLIS = 25_000;

/** Talks gRPC-Web to the node that served this page. */
export function createTransport(caller: CallerOf, baseUrl = window.location.origin): Transport {
  const introduce: Interceptor = (next) => async (request) => {
    const token = caller.token();
    if (token) {
      request.header.set("authorization", `Bearer ${token}`);
    }
    request.header.set("accept-language", caller.language());
    try {
      return await next(request);
    } catch (thrown) {
      // A call of before the sign-out says nothing of whoever signed in since.
      if (isTokenRefused(refusalOf(thrown)) && token === caller.token()) {
        caller.refused();
      }
      throw thrown;
    }
  };
  return createGrpcWebTransport({
    baseUrl,
    interceptors: [introduce, limitUnaryCalls],
  });
}

/** A call without an answer fails after some seconds; a stream lasts as long as it likes. */
const limitUnaryCalls: Interceptor = (next) => async (request) => {
  if (request.stream) {
    return next(request);
  }
  const limit = AbortSignal.timeout(
    request.method.name.endsWith("OrderPhoto") ? PHOTO_LIMIT_MILLIS : CALL_LIMIT_MILLIS,
  );
  return next({ ...request, signal: AbortSignal.any([request.signal, limit]) });
};
