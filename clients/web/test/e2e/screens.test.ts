import type { Page } from "@playwright/test";
import { TransferRequest_Mode as Mode } from "../../target/api/shelfshare/market/v1/resources_pb";
import { bring, ownerOf } from "./bring";
import { newRequestId } from "../../src/api/ids";
import { look } from "./look";
import { test, type Chain } from "./people";

const LANGUAGES = ["en-GB", "zh-CN"] as const;
const EDIT = { "en-GB": "Change …", "zh-CN": "修改…" } as const;
const SIZES = {
  phone: { width: 360, height: 740 },
  wide: { width: 1024, height: 700 },
} as const;
const SLOW_MACHINE_MILLIS = 480_000;

/** An order whose units are on their way back to its supplier. */
async function sendBack(chain: Chain): Promise<string> {
  const [asking, supplying] = chain.stores;
  const sku = await chain.sku(10);
  await chain.putOnShelf(supplying, sku, 1);
  const name = await chain.grab(supplying, await chain.post(asking, sku, 1), sku, 1);
  const { orders } = chain.api;
  await orders.confirmTransferOrder({ name, requestId: newRequestId() });
  await orders.shipTransferOrder({ name, requestId: newRequestId() });
  await orders.recallTransferOrder({ name, requestId: newRequestId() });
  return name;
}

/** A market with something of each kind in it, and work for both stores. */
async function fill(chain: Chain): Promise<{ order: string; sku: string; returning: string }> {
  const [asking, supplying] = chain.stores;
  const third = await chain.thirdStore();
  const skus = await Promise.all([6, 7, 8, 9].map((number) => chain.sku(number)));
  const [first = "", second = "", sealed = "", asked = ""] = skus;
  for (const sku of skus) {
    await chain.putOnShelf(supplying, sku, 3);
  }
  await chain.post(asking, first, 2, { note: "for a wedding on Saturday" });
  await chain.post(third, sealed, 1, { mode: Mode.SEALED_WINDOW });
  await chain.post(third, asked, 1, { mode: Mode.ASSIGNED });
  await chain.post(supplying, sealed, 2);
  const posted = await chain.post(asking, second, 1);
  const order = await chain.grab(supplying, posted, second, 1);
  return { order, sku: second, returning: await sendBack(chain) };
}

for (const language of LANGUAGES) {
  test(`every screen of a store, ${language}`, async ({ chain, browser }) => {
    test.setTimeout(SLOW_MACHINE_MILLIS);
    const { order, returning } = await fill(chain);
    await chain.api.orders.confirmTransferOrder({ name: order, requestId: newRequestId() });
    const supplying = chain.stores[1];
    for (const [size, viewport] of Object.entries(SIZES)) {
      const options = { locale: language, viewport };
      const see = (page: Page, screen: string) => look(page, `store-${screen}-${size}-${language}`);
      const nobody = await browser.newContext({ baseURL: chain.web, ...options });
      const stranger = await nobody.newPage();
      await stranger.goto("/");
      await stranger.locator("form textarea").waitFor();
      await see(stranger, "sign-in");
      await nobody.close();

      const tablet = await chain.tablet(supplying, "market", options);
      await tablet.locator(".grab").first().waitFor();
      await see(tablet, "market");
      await tablet.goto("/#/post");
      await tablet.locator("li button").first().waitFor();
      await see(tablet, "post-search");
      await tablet.locator("li button").first().click();
      await tablet.locator("td button strong").first().waitFor();
      await tablet.locator("td button").first().click();
      await tablet.locator("form .notice").waitFor();
      await see(tablet, "post-form");
      await tablet.goto("/#/work");
      await tablet.locator("a.card").first().waitFor();
      await see(tablet, "work");
      await tablet.goto(`/#/work/${order}`);
      await tablet.locator("dl").waitFor();
      await see(tablet, "order");
      await tablet.locator("details summary").click();
      await tablet.locator("details ion-button").first().click();
      await tablet.locator("dialog").waitFor();
      await see(tablet, "detour");
      await tablet.goto("/#/market");
      await tablet.locator("dialog").waitFor({ state: "detached" });
      await tablet.goto(`/#/work/${returning}`);
      await tablet.locator(".pane.work .notice").first().waitFor();
      await see(tablet, "return");
      await tablet.goto("/#/work");
      await tablet.getByRole("button", { name: EDIT[language] }).first().click();
      await tablet.locator("dialog").waitFor();
      await see(tablet, "edit");
      await tablet.goto("/#/market");
      await tablet.goto("/#/sellers");
      await tablet.locator(".pane.work li article").first().waitFor();
      await see(tablet, "sellers");
      await tablet.locator(".pane.work li ion-button").first().click();
      await tablet.locator("dialog").waitFor();
      await see(tablet, "offer");
      await tablet.goto("/#/market");
      await tablet.locator("dialog").waitFor({ state: "detached" });
      await tablet.goto(`/#/work/${order}`);
      await tablet.locator("dl").waitFor();
      await tablet.locator("header .menu").click();
      await tablet
        .locator("dialog section ion-button, dialog section [role=status]")
        .first()
        .waitFor();
      await see(tablet, "menu");
      await tablet.context().close();
    }
  });

  test(`every screen of headquarters, ${language}`, async ({ chain }) => {
    test.setTimeout(SLOW_MACHINE_MILLIS);
    const { order, sku } = await fill(chain);
    await bring(chain, order);
    const [asking, supplying] = chain.stores;
    await chain.putOnShelf(supplying, sku, 1);
    await chain.grab(supplying, await chain.post(asking, sku, 1), sku, 1);
    const [owner, other] = await Promise.all(chain.stores.map((store) => ownerOf(chain, store)));
    const style = (await chain.api.directory.getSku({ name: sku })).style;
    const page = await chain.headquarters("stock", {
      locale: language,
      viewport: { width: 1280, height: 860 },
    });
    const see = (screen: string) => look(page, `hq-${screen}-${language}`);
    /** Goes to a screen, and waits until what the one before showed is gone. */
    const open = async (screen: string, rest = "") => {
      await page.goto(`/hq#/${screen}${rest}`);
      await page.locator(`header a[aria-current][href="#/${screen}"]`).waitFor();
    };
    await page.locator("td").first().waitFor();
    await page.locator("canvas").first().waitFor();
    await see("stock");
    await open("stock", `?style=${style}`);
    await page.locator("th .dot").first().waitFor();
    await see("style");
    const past = new Date(Date.now() - 60_000).toISOString();
    await open("stock", `?style=${style}&store=${chain.stores[0]}&at=${past}`);
    // Of the stores, of the style's SKUs, and as it stood.
    await page.getByRole("grid").nth(2).waitFor();
    await see("past");
    await open("market");
    await page.locator("td").first().waitFor();
    await page.locator("canvas").first().waitFor();
    await see("market");
    await open("life", `/${order}`);
    await page.locator("time").first().waitFor();
    await see("life");
    await open("rules");
    await page.locator("fieldset input").first().waitFor();
    await see("policies");
    await open("rules", "?tab=trade");
    await page.locator(".rule input").first().waitFor();
    await see("trade-rules");
    await open("money");
    await page.locator("dd").first().waitFor();
    await see("budgets");
    await open("money", `?tab=statements&owner=${owner}&other=${other}`);
    await page.getByRole("grid").nth(1).waitFor();
    await see("statement");
    await page.context().close();
  });
}

for (const page of ["/", "/hq"]) {
  test(`what is seen of ${page} before its scripts are there`, async ({ chain, browser }) => {
    const context = await browser.newContext({ baseURL: chain.web, viewport: SIZES.phone });
    const opening = await context.newPage();
    await opening.route("**/*.js", (script) => script.abort());
    await opening.goto(page);
    await opening.getByRole("heading", { name: "Shelfshare" }).waitFor();
    await look(opening, `opening-${page === "/" ? "store" : "hq"}`);
    await context.close();
  });
}

test("a page whose scripts did not arrive asks for them again", async ({ chain, browser }) => {
  const context = await browser.newContext({ baseURL: chain.web, viewport: SIZES.phone });
  const page = await context.newPage();
  let lost = true;
  await page.route("**/assets/*.js", (script) => (lost ? script.abort() : script.continue()));
  await page.goto("/");
  await page.getByRole("heading", { name: "Shelfshare" }).waitFor();
  lost = false;
  await page.locator("form").waitFor();
  await context.close();
});
