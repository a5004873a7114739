/** A title and what stands below it. */
export interface Notice {
  readonly title: string;
  readonly body: string;
}

/**
 * That this device shows messages, and whose. The page and its service worker read it from the same
 * place; without it nothing is shown.
 */
export interface Binding {
  /** Resource name of the store. */
  readonly store: string;
  /** The subject of the person's token. */
  readonly person: string;
  /** Resource name of the endpoint; empty while the node has yet to answer. */
  readonly endpoint: string;
  /** Where the browser's push service takes messages for it. */
  readonly address: string;
  /** The chain's key that the browser subscribed with. */
  readonly key: string;
  readonly language: string;
  /** When the person's token ends; nothing of the store is shown after it. */
  readonly untilMillis: number;
  /** What the service worker says by itself: it has no words of its own. */
  readonly words: { readonly signIn: Notice; readonly again: Notice };
}

/** What this browser can do, as far as messages need it. */
export interface Device {
  /** What it runs on, as its owner calls that; empty where the browser does not say. */
  system(): string;
  /** `install-first` where messages come only once the page is on the home screen. */
  support(): Promise<"yes" | "no" | "install-first">;
  permission(): NotificationPermission;
  /** Asks the person; only ever called upon a tap. */
  ask(): Promise<NotificationPermission>;
  subscription(): Promise<PushSubscription | undefined>;
  subscribe(key: string): Promise<PushSubscription>;
  binding(): Promise<Binding | undefined>;
  bind(binding: Binding): Promise<void>;
  /** Ends it here, whoever can be reached: nothing comes or is seen any more. */
  forget(): Promise<Binding | undefined>;
}

/** The service worker knows both names; see build/service-worker.js. */
const DRAWER = "shelfshare.device";
const BINDING = "/messages-on-this-device";
const READY_WITHIN_MILLIS = 5_000;

export const browserDevice: Device = {
  system: () => /Android|iPhone|iPad|Windows|Mac|Linux/.exec(navigator.userAgent)?.[0] ?? "",
  async support() {
    if ("PushManager" in window && "Notification" in window && "serviceWorker" in navigator) {
      return (await registration()) ? "yes" : "no";
    }
    const isApple = /iPad|iPhone/.test(navigator.userAgent) || isTouchMac();
    const isInstalled = matchMedia("(display-mode: standalone)").matches;
    return isApple && !isInstalled ? "install-first" : "no";
  },
  permission: () => Notification.permission,
  ask: () => Notification.requestPermission(),
  async subscription() {
    return (await (await registration())?.pushManager.getSubscription()) ?? undefined;
  },
  async subscribe(key) {
    const worker = await registration();
    if (!worker) {
      throw new Error("there is no service worker");
    }
    return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  },
  async binding() {
    if (!("caches" in window)) {
      return undefined;
    }
    const kept = await (await caches.open(DRAWER)).match(BINDING);
    return kept && ((await kept.json()) as Binding);
  },
  async bind(binding) {
    await (await caches.open(DRAWER)).put(BINDING, Response.json(binding));
  },
  async forget() {
    const was = await this.binding();
    if (was) {
      // First of all nothing is shown any more, whatever else fails.
      await caches.delete(DRAWER);
      const worker = await registration();
      (await worker?.getNotifications())?.forEach((shown) => shown.close());
    }
    await (await this.subscription())?.unsubscribe();
    return was;
  },
};

/** What the service worker tells the pages. */
export type Told = { kind: "open"; subject: string } | { kind: "subscription-changed" };

/** @returns stops listening */
export function listenToWorker(hear: (told: Told) => void): () => void {
  const heard = (event: MessageEvent) => hear(event.data as Told);
  navigator.serviceWorker?.addEventListener("message", heard);
  return () => navigator.serviceWorker?.removeEventListener("message", heard);
}

/** It comes with the page's start, and not at all where nobody serves one. */
async function registration(): Promise<ServiceWorkerRegistration | undefined> {
  const late = new Promise<undefined>((resolve) =>
    setTimeout(() => resolve(undefined), READY_WITHIN_MILLIS),
  );
  return Promise.race([navigator.serviceWorker?.ready, late]);
}

/** An iPad says that it is a Mac. */
function isTouchMac(): boolean {
  return navigator.userAgent.includes("Macintosh") && navigator.maxTouchPoints > 1;
}
