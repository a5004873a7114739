import { mayBeSentAgain, refusalOf, type Refusal } from "./refusal";

export type Outcome<T> = { won: true; value: T } | { won: false; refusal: Refusal };

const PAUSE_MILLIS = 300;

/**
 * Calls, and calls again under the same `request_id` while a retry can help, until time is up. The
 * call is made by `send`, which must use one id for all copies.
 */
export async function sendUntil<T>(
  giveUpAtMillis: number,
  send: () => Promise<T>,
  sleep: (millis: number) => Promise<void> = pause,
): Promise<Outcome<T>> {
  for (;;) {
    try {
      return { won: true, value: await send() };
    } catch (thrown) {
      const refusal = refusalOf(thrown);
      const wait = refusal.retryAfterMillis ?? PAUSE_MILLIS;
      if (!mayBeSentAgain(refusal) || Date.now() + wait > giveUpAtMillis) {
        return { won: false, refusal };
      }
      await sleep(wait);
    }
  }
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
