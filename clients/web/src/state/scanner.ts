const KEY_GAP_MILLIS = 60;
/** A GTIN of goods, or the id of an order as packing slips have it. */
const CODE = /^([0-9]{8}([0-9]{4,6})?|[0-9a-f-]{36}(-[0-9a-z]{8}|\.[0-9a-z]{14}))$/;
const ORDER_ID = /^[0-9a-f-]{36}(-[0-9a-z]{8}|\.[0-9a-z]{14})$/;

/** The order that a packing slip's code stands for; undefined where it is of goods. */
export function orderOfCode(code: string): string | undefined {
  return ORDER_ID.test(code) ? `transferOrders/${code}` : undefined;
}

/**
 * Hears a scanner that types like a keyboard: a code in quick order, then Enter, while no field has the
 * focus.
 *
 * @returns stops listening
 */
export function listenForScans(page: Document, scanned: (code: string) => void): () => void {
  let typed = "";
  let at = 0;
  const hear = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) {
      return;
    }
    typed = event.timeStamp - at > KEY_GAP_MILLIS ? "" : typed;
    at = event.timeStamp;
    if (event.key === "Enter" && CODE.test(typed)) {
      event.preventDefault();
      scanned(typed);
      typed = "";
    } else if (event.key.length === 1) {
      typed += event.key;
    }
  };
  page.addEventListener("keydown", hear);
  return () => page.removeEventListener("keydown", hear);
}
