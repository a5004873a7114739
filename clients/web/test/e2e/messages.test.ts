import type { Page } from "@playwright/test";
import { Endpoint_Language as Language } from "../../target/api/shelfshare/market/v1/notification_service_pb";
import { newRequestId } from "../../src/api/ids";
import { expect, test as base, type Chain } from "./people";
import { browsers, PushService, type Received } from "./push-service";
import { Receiver } from "./receiver";

const NOTIFICATIONS = { permissions: ["notifications"] };

const test = base.extend<{ pushes: PushService }>({
  pushes: async ({ chain }, use) => {
    const service = await PushService.open();
    await use(service);
    service.close();
    const api = await chain.api.notifications();
    for (const { name } of await browsers(chain, chain.stores[1])) {
      await api.deleteEndpoint({ name, requestId: newRequestId() });
    }
  },
});

/** A store's tablet whose push service is the test's. */
async function tablet(chain: Chain, store: string, pushes: PushService): Promise<Page> {
  const page = await chain.tablet(store, "market", NOTIFICATIONS);
  await pushes.serve(page);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  return page;
}

const section = (page: Page) => page.getByRole("region", { name: "Messages on this device" });

async function switchOn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Menu" }).click();
  await section(page).getByRole("button", { name: "Switch on" }).click();
  await expect(section(page).getByText("On: this device tells you")).toBeVisible();
}

async function postAndHear(chain: Chain, pushes: PushService, number: number): Promise<Received> {
  const [asking, supplying] = chain.stores;
  const sku = await chain.sku(number);
  await chain.putOnShelf(supplying, sku, 2);
  const posted = await chain.post(asking, sku, 1, { note: "told of" });
  const about = () => pushes.received.find((one) => one.subject === posted.name);
  await expect.poll(about).toBeTruthy();
  return about() as Received;
}

test("a store's request reaches a device that wants messages, sealed for it alone", async ({
  chain,
  pushes,
}) => {
  const [, supplying] = chain.stores;
  const page = await tablet(chain, supplying, pushes);
  expect(await page.evaluate(() => localStorage.getItem("test.key"))).toBeNull();
  await switchOn(page);
  const api = await chain.api.notifications();
  const { publicKey } = await api.getPushKey({});
  expect(await page.evaluate(() => localStorage.getItem("test.key"))).toBe(publicKey);

  await section(page).getByRole("button", { name: "Send a test" }).click();
  await expect.poll(() => pushes.received.map((one) => one.title)).toContain("A test");

  const message = await postAndHear(chain, pushes, 34);
  expect(message.body).toContain("told of");
  expect(message.endpoint).toBe((await browsers(chain, supplying))[0]?.name);
  const receiver = await Receiver.of(page);
  await receiver.deliver(message);
  await receiver.deliver(message);
  await expect.poll(() => receiver.shown()).toHaveLength(1);
  expect((await receiver.shown())[0]).toMatchObject({
    title: message.title,
    body: message.body,
    tag: message.id,
    lang: "en",
  });

  // A tap opens the card; here the page is open, and goes there.
  await page.keyboard.press("Escape");
  await page.goto("/#/work");
  await receiver.tap();
  await expect(page).toHaveURL(new RegExp(`#/market/${message.subject}`));
  const card = page.locator("li.sought");
  await expect(card).toBeInViewport();
  await expect(card).toBeFocused();
  await expect(card).toContainText("told of");
  await expect.poll(() => receiver.shown()).toEqual([]);

  await page.getByRole("button", { name: "Menu" }).click();
  await section(page).getByRole("button", { name: "Switch off" }).click();
  await expect(section(page).getByText("Off: you hear of news")).toBeVisible();
  await expect.poll(() => browsers(chain, supplying)).toEqual([]);
});

test("messages come in the page's language", async ({ chain, pushes }) => {
  const [, supplying] = chain.stores;
  const page = await tablet(chain, supplying, pushes);
  await switchOn(page);
  await page.getByLabel("Language").selectOption({ label: "简体中文" });
  await expect
    .poll(async () => (await browsers(chain, supplying)).map((one) => one.language))
    .toEqual([Language.CHINESE]);
  await page.getByRole("button", { name: "发送测试消息" }).click();
  await expect.poll(() => pushes.received.map((one) => one.body)).toContain("消息可以送达这里。");
  await page.getByRole("button", { name: "退出登录" }).click();
  await expect.poll(() => browsers(chain, supplying)).toEqual([]);
});

test("after sign-out a device shows nothing of the store any more (P7)", async ({
  chain,
  pushes,
}) => {
  const [asking, supplying] = chain.stores;
  const page = await tablet(chain, supplying, pushes);
  await switchOn(page);
  const message = await postAndHear(chain, pushes, 35);
  const receiver = await Receiver.of(page);
  await receiver.deliver(message);
  await expect.poll(() => receiver.shown()).toHaveLength(1);

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByLabel("Token")).toBeVisible();
  await expect.poll(() => browsers(chain, supplying)).toEqual([]);
  await expect.poll(() => receiver.shown()).toEqual([]);
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem("test.subscription")))
    .toBeNull();
  await receiver.deliver({ ...message, id: "late" });

  // Another store's person on the same device: what was sealed for the one before stays unseen.
  await page.getByLabel("Token").fill(chain.ready.tokens[asking] ?? "");
  await page.getByRole("button", { name: "Sign in" }).click();
  await switchOn(page);
  await receiver.deliver({ ...message, id: "later" });
  const own = { ...message, id: "own", endpoint: (await browsers(chain, asking))[0]?.name };
  await receiver.deliver(own);
  await expect.poll(async () => (await receiver.shown()).map((one) => one.tag)).toEqual(["own"]);
  await section(page).getByRole("button", { name: "Switch off" }).click();
  await expect.poll(() => browsers(chain, asking)).toEqual([]);
});

test("a subscription that the browser changes, or its service ends, is made anew", async ({
  chain,
  pushes,
}) => {
  const [, supplying] = chain.stores;
  const page = await tablet(chain, supplying, pushes);
  await switchOn(page);
  const [first] = await browsers(chain, supplying);
  const receiver = await Receiver.of(page);
  await page.evaluate(() => localStorage.removeItem("test.subscription"));
  await receiver.changeSubscription();
  await expect
    .poll(async () => (await browsers(chain, supplying)).map((one) => one.name))
    .toEqual([expect.not.stringContaining(first?.name ?? "")]);
  const second = await browsers(chain, supplying);

  pushes.status = 410;
  await section(page).getByRole("button", { name: "Send a test" }).click();
  await expect.poll(async () => (await browsers(chain, supplying))[0]?.disabledReason).toBeTruthy();
  pushes.status = 201;
  await page.reload();
  await expect
    .poll(async () => (await browsers(chain, supplying)).map((one) => one.disabledReason))
    .toEqual([""]);
  expect((await browsers(chain, supplying))[0]?.name).not.toBe(second[0]?.name);
  await page.getByRole("button", { name: "Menu" }).click();
  await section(page).getByRole("button", { name: "Switch off" }).click();
  await expect.poll(() => browsers(chain, supplying)).toEqual([]);
});

test("a browser that refuses says so, and nobody was asked before the tap", async ({ chain }) => {
  const page = await chain.tablet(chain.stores[1], "market");
  await page.getByRole("button", { name: "Menu" }).click();
  const state = section(page).getByRole("status");
  await expect(state).toHaveText(/^(Off:|The browser does not let)/);
  const before = await page.evaluate(() => Notification.permission);
  expect(before === "denied").toBe((await state.innerText()).startsWith("The browser does not"));
});
