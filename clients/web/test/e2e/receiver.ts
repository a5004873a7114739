import type { CDPSession, Page, Worker } from "@playwright/test";

/** Names of the service worker's world, which the page's types do not have. */
interface Inside {
  readonly registration: ServiceWorkerRegistration;
  readonly NotificationEvent: new (
    type: string,
    options: { notification: Notification | undefined },
  ) => Event;
  readonly ExtendableEvent: new (type: string) => Event;
  dispatchEvent(event: Event): boolean;
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
        // Those of earlier tests are told of as well; ours is the newest.
        const ids = registrations.filter((one) => !one.isDeleted).map((one) => one.registrationId);
        if (ids.length) {
          resolve(String(Math.max(...ids.map(Number))));
        }
      }),
    );
    await cdp.send("ServiceWorker.enable");
    const [worker] = page.context().serviceWorkers();
    if (!worker) {
      throw new Error("there is no service worker");
    }
    return new Receiver(page, cdp, await found, worker);
  }

  /** As the browser does it once it has decrypted what a push service sent. */
  async deliver(message: object): Promise<void> {
    await this.cdp.send("ServiceWorker.deliverPushMessage", {
      origin: new URL(this.page.url()).origin,
      registrationId: this.registration,
      data: JSON.stringify(message),
    });
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
