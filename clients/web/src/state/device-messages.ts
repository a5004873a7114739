import { ref, type Ref } from "vue";
import type { Endpoint } from "@proto/shelfshare/market/v1/notification_service_pb";
import { refusalOf, type Refusal } from "@/api/refusal";
import type { Binding, Device } from "./device";
import {
  addEndpoint,
  ownEndpoints,
  removeEndpoint,
  speak,
  testEndpoint,
  type Notifications,
} from "./own-endpoints";

/** Whether this device gets messages, or why it cannot. */
export type DeviceState =
  | "looking"
  | "on"
  | "off"
  | "refused"
  | "unsupported"
  | "install-first"
  | "not-offered"
  | "no-service";

/** Who is signed in, and in which language. */
export type Holder = Pick<Binding, "store" | "person" | "untilMillis" | "language" | "words">;

/** Messages of the store on this device. */
export interface DeviceMessages {
  readonly state: Readonly<Ref<DeviceState>>;
  readonly busy: Readonly<Ref<boolean>>;
  readonly trouble: Readonly<Ref<Refusal | undefined>>;
  /** Looks how it is, and mends what the browser or somebody else has changed. */
  look(): Promise<void>;
  /** Has to be called upon a tap, as the browser asks the person. */
  switchOn(): Promise<void>;
  switchOff(): Promise<void>;
  /** Has the node send a message that says that messages arrive. */
  test(): Promise<void>;
}

const NAME_CHARS_MAX = 60;

/** @param holder asked anew each time: the language and the token change */
export function createDeviceMessages(
  notifications: Notifications,
  device: Device,
  holder: () => Holder,
): DeviceMessages {
  const state = ref<DeviceState>("looking");
  const busy = ref(false);
  const trouble = ref<Refusal>();
  let last: Promise<void> = Promise.resolve();

  /** One after the other, so that two taps are not two endpoints. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    last = last.then(async () => {
      busy.value = true;
      trouble.value = undefined;
      try {
        await work();
      } catch (thrown) {
        trouble.value = refusalOf(thrown);
      }
      busy.value = false;
    });
    return last;
  }

  async function lookNow(): Promise<void> {
    const { store, person } = holder();
    let bound = await device.binding();
    if (bound && (bound.store !== store || bound.person !== person)) {
      await device.forget();
      bound = undefined;
    }
    const hindered = await hindrance(device);
    if (hindered) {
      state.value = hindered;
      await (bound && end(bound));
      return;
    }
    state.value = bound ? "on" : "off";
    const { publicKey } = await notifications.getPushKey({});
    if (!publicKey) {
      await (bound && device.forget());
      state.value = "not-offered";
    } else if (bound) {
      await mend(bound, publicKey);
    }
  }

  /** Brings the node, the browser and what is kept here together again. */
  async function mend(bound: Binding, key: string): Promise<void> {
    const own = await ownEndpoints(notifications, bound);
    const ours = own.find((one) => one.name === bound.endpoint);
    const subscription = await device.subscription();
    if (bound.endpoint && !ours) {
      // Somebody who may do so has switched it off.
      await device.forget();
      state.value = "off";
    } else if (!ours || ours.disabledReason || bound.key !== key) {
      await subscription?.unsubscribe();
      await register(key, ours);
    } else if (subscription?.endpoint !== bound.address) {
      await register(key, ours);
    } else {
      const { language, untilMillis, words } = holder();
      await speak(notifications, ours, language);
      await device.bind({ ...bound, language, untilMillis, words });
    }
  }

  /** Subscribes, and tells the node. Messages may come before it has answered. */
  async function register(key: string, instead?: Endpoint): Promise<void> {
    const subscription = await device.subscribe(key).catch(() => undefined);
    if (!subscription) {
      await device.forget();
      state.value = "no-service";
      return;
    }
    const { store, person, language } = holder();
    const binding = { ...holder(), endpoint: "", address: subscription.endpoint, key };
    try {
      await device.bind(binding);
      const name = [person, device.system()].filter(Boolean).join(" · ").slice(0, NAME_CHARS_MAX);
      const endpoint = await addEndpoint(notifications, store, name, subscription, language);
      await device.bind({ ...binding, endpoint });
      state.value = "on";
    } catch (thrown) {
      await device.forget();
      state.value = "off";
      throw thrown;
    }
    await (instead && removeEndpoint(notifications, instead.name));
  }

  async function switchOnNow(permission: NotificationPermission): Promise<void> {
    if (permission !== "granted") {
      state.value = permission === "denied" ? "refused" : "off";
      return;
    }
    const { publicKey } = await notifications.getPushKey({});
    // What is left of earlier times must neither come as well, nor count.
    await device.forget();
    for (const one of await ownEndpoints(notifications, holder())) {
      await (one.disabledReason && removeEndpoint(notifications, one.name));
    }
    await register(publicKey);
  }

  async function end(bound: Binding): Promise<void> {
    await device.forget();
    await (bound.endpoint && removeEndpoint(notifications, bound.endpoint));
  }

  return {
    state,
    busy,
    trouble,
    look: () => inTurn(lookNow),
    switchOn() {
      // Asked at once: a browser that has waited for a node forgets the tap.
      const asked = device.ask();
      return inTurn(async () => switchOnNow(await asked));
    },
    switchOff: () =>
      inTurn(async () => {
        const bound = await device.binding();
        state.value = "off";
        await (bound ? end(bound) : device.forget());
      }),
    test: () =>
      inTurn(async () => {
        const endpoint = (await device.binding())?.endpoint;
        await (endpoint && testEndpoint(notifications, endpoint));
      }),
  };
}

/** What stands in the way before any node is asked. */
async function hindrance(device: Device): Promise<DeviceState | undefined> {
  const support = await device.support();
  if (support !== "yes") {
    return support === "no" ? "unsupported" : support;
  }
  return device.permission() === "denied" ? "refused" : undefined;
}
