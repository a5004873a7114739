import { expect, type CDPSession, type Page, type Worker } from "@playwright/test";

/** Names of the service worker's world, which the page's types do not have. */
interface Inside {
  readonly registration: ServiceWorkerRegistration;
  readonly NotificationEvent: new (
    type: string,
    options: { notification: Notification | undefined },
  ) => Event;
  readonly ExtendableEvent: {
    new (type: string): Event;
    prototype: { waitUntil(this: Event, work: Promise<unknown>): void };
  };
  dispatchEvent(event: Event): boolean;
  /** How many of the browser's messages the worker has done with. */
  messagesDone: number;
}

/** The service worker's own side of the browser's push. */
export class Receiver {
  private constructor(
    private readonly page: Page,
    private readonly cdp: CDPSession,
    private readonly registration: string,
    private readonly worker: Worker,
  ) {}

  static async of(page: Page): Promise<Receiver> {
    const cdp = await page.context().newCDPSession(page);
    const found = new Promise<string>((resolve) =>
      cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
        const [ours] = registrations.filter((one) => !one.isDeleted);
        if (ours) {
          resolve(ours.registrationId);
        }
      }),
    );
    await cdp.send("ServiceWorker.enable");
    const [known] = page.context().serviceWorkers();
    const worker = known ?? (await page.context().waitForEvent("serviceworker"));
    await worker.evaluate(countMessages);
    return new Receiver(page, cdp, await found, worker);
  }

  /**
   * As the browser does it once it has decrypted what a push service sent. Waits until the worker has
   * done with it: Chromium forgets a notification whose list is asked for while it is being shown.
   */
  async deliver(message: object): Promise<void> {
    const done = () => this.worker.evaluate(() => (self as unknown as Inside).messagesDone);
    const before = await done();
    await this.cdp.send("ServiceWorker.deliverPushMessage", {
      origin: new URL(this.page.url()).origin,
      registrationId: this.registration,
      data: JSON.stringify(message),
    });
    await expect.poll(done).toBe(before + 1);
  }

  /** The browser's own tap cannot be made here: its event can, with the notification that is shown. */
  async tap(): Promise<void> {
    await this.worker.evaluate(async () => {
      const inside = self as unknown as Inside;
      const [notification] = await inside.registration.getNotifications();
      inside.dispatchEvent(new inside.NotificationEvent("notificationclick", { notification }));
    });
  }

  async changeSubscription(): Promise<void> {
    await this.worker.evaluate(() => {
      const inside = self as unknown as Inside;
      inside.dispatchEvent(new inside.ExtendableEvent("pushsubscriptionchange"));
    });
  }

  shown(): Promise<{ title: string; body: string; tag: string; lang: string }[]> {
    return this.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const shown = await registration.getNotifications();
      return shown.map(({ title, body, tag, lang }) => ({ title, body, tag, lang }));
    });
  }
}

/** Runs in the worker. */
function countMessages(): void {
  const inside = self as unknown as Inside;
  const { prototype } = inside.ExtendableEvent;
  const waitUntil = prototype.waitUntil;
  inside.messagesDone = 0;
  prototype.waitUntil = function (work) {
    waitUntil.call(this, work);
    if (this.type === "push") {
      void work.finally(() => inside.messagesDone++);
    }
  };
}
