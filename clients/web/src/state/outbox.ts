import { reactive, ref, type Ref } from "vue";
import { isTokenRefused, mayBeSentAgain, refusalOf, type Refusal } from "@/api/refusal";

/** A step that a person did, and that the node has yet to hear of. */
export interface Step {
  readonly requestId: string;
  readonly order: string;
  readonly kind: StepKind;
  readonly doneAtMillis: number;
  /** The call's message as JSON, without its `not_after`. */
  readonly message: unknown;
  /** Why the node did not take it. It stays until somebody has seen that. */
  refusal?: { reason: string; message: string } | undefined;
}

export type StepKind =
  | "confirm"
  | "pack"
  | "ship"
  | "release"
  | "arrive"
  | "receive"
  | "receive-return"
  | "cancel"
  | "recall"
  | "write-off"
  | "found"
  | "give-back"
  | "message";

export interface Outbox {
  /** Oldest first. */
  readonly steps: readonly Step[];
  /** True while the newest try found no node. */
  readonly stuck: Ref<boolean>;
  /** Keeps a step, and sends it as soon as there is a node to hear it. */
  add(step: Step): void;
  /** Sends what waits, now. */
  flush(): Promise<void>;
  dismiss(step: Step): void;
  /** How many steps wait for a node. */
  waiting(): number;
}

const PAUSE_MILLIS_MAX = 8_000;

/**
 * Keeps steps over reloads, and sends them in order, each under its own `request_id`, until the node
 * has answered. A step that an earlier copy of the page sent as well changes nothing: the id is the same.
 *
 * @param shelf where it is kept
 * @param key one for each store, so that a store never sends what another one did
 * @param send calls the node; must send the step's `requestId`
 */
export function createOutbox(
  shelf: Storage,
  key: string,
  send: (step: Step) => Promise<void>,
): Outbox {
  const steps = reactive<Step[]>(read(shelf, key));
  const stuck = ref(false);
  let sending: Promise<void> | undefined;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function keep(): void {
    shelf.setItem(key, JSON.stringify(steps));
  }

  function take(step: Step): void {
    const at = steps.findIndex((one) => one.requestId === step.requestId);
    if (at >= 0) {
      steps.splice(at, 1);
      keep();
    }
  }

  const next = () => steps.find((step) => !step.refusal);

  async function sendAll(): Promise<void> {
    for (let step = next(); step; step = next()) {
      try {
        await send(step);
        failures = 0;
        stuck.value = false;
        take(step);
      } catch (thrown) {
        if (!refused(step, refusalOf(thrown))) {
          return;
        }
      }
    }
  }

  /** Returns true where the next step may be tried. */
  function refused(step: Step, refusal: Refusal): boolean {
    if (mayBeSentAgain(refusal) || isTokenRefused(refusal)) {
      stuck.value = true;
      const pause = refusal.retryAfterMillis ?? Math.min(500 * 2 ** failures++, PAUSE_MILLIS_MAX);
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), pause);
      return false;
    }
    step.refusal = { reason: refusal.reason, message: refusal.message };
    keep();
    return true;
  }

  function flush(): Promise<void> {
    sending ??= sendAll().finally(() => (sending = undefined));
    return sending;
  }

  return {
    steps,
    stuck,
    add(step) {
      steps.push(step);
      keep();
      void flush();
    },
    flush,
    dismiss: take,
    waiting: () => steps.filter((step) => !step.refusal).length,
  };
}

function read(shelf: Storage, key: string): Step[] {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(key) ?? "[]");
    return Array.isArray(kept) ? (kept as Step[]) : [];
  } catch {
    return [];
  }
}
