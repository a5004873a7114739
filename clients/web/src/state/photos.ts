import type { Api } from "@/api";
import { newRequestId } from "@/api/ids";
import { sendUntil, type Outcome } from "@/api/send";
import { timestampAt } from "@/api/times";

/** Photos as evidence of orders. */
export interface Photos {
  /** Shrinks a picture and has the node keep it; the value is what messages refer to it by. */
  add(order: string, picture: Blob): Promise<Outcome<string>>;
  /** Where an `img` finds a photo; the same one for everybody on this page. */
  address(name: string): Promise<string>;
  stop(): void;
}

const SEND_WITHIN_MILLIS = 30_000;
const NAME = /^transferOrders\/[^/]+\/photos\/[^/]+$/;

/** True where the node itself keeps the photo; other references lead to wherever pictures are kept. */
export function isKept(reference: string): boolean {
  return NAME.test(reference);
}

/** @param shrink makes a picture small enough to be kept */
export function createPhotos(api: Api, shrink: (picture: Blob) => Promise<Blob>): Photos {
  const addresses = new Map<string, Promise<string>>();

  async function read(name: string): Promise<string> {
    const photo = await api.orders.getOrderPhoto({ name });
    return URL.createObjectURL(
      new Blob([photo.content as Uint8Array<ArrayBuffer>], { type: photo.mediaType }),
    );
  }

  return {
    async add(order, picture) {
      const content = new Uint8Array(await (await shrink(picture)).arrayBuffer());
      const requestId = newRequestId();
      const until = Date.now() + SEND_WITHIN_MILLIS;
      const outcome = await sendUntil(until, () =>
        api.orders.addOrderPhoto({
          parent: order,
          requestId,
          content,
          notAfter: timestampAt(until),
        }),
      );
      return outcome.won ? { won: true, value: outcome.value.name } : outcome;
    },
    address(name) {
      const known = addresses.get(name);
      if (known) {
        return known;
      }
      const reading = read(name);
      addresses.set(name, reading);
      // Nothing is lost: whoever looks again asks again.
      reading.catch(() => addresses.delete(name));
      return reading;
    },
    stop() {
      for (const reading of addresses.values()) {
        void reading.then((address) => URL.revokeObjectURL(address)).catch(() => undefined);
      }
    },
  };
}
