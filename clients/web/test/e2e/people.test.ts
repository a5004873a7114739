import { expect, test } from "./people";

test("a store's token opens its page, which says for whom it acts", async ({ chain, browser }) => {
  const [store] = chain.stores;
  const tablet = await (await browser.newContext({ baseURL: chain.web, locale: "en" })).newPage();
  await tablet.goto("/");
  await tablet.getByLabel("Token").fill("nonsense");
  await tablet.getByRole("button", { name: "Sign in" }).click();
  await expect(tablet.getByRole("alert")).toContainText("This is not a token.");
  await tablet.getByLabel("Token").fill(chain.ready.tokens[store] ?? "");
  await tablet.getByRole("button", { name: "Sign in" }).click();
  await expect(tablet.getByText(`You act for store ${store}`)).toBeVisible();

  await tablet.getByRole("button", { name: "Menu" }).click();
  await tablet.getByRole("button", { name: "Sign out" }).click();
  await tablet.reload();
  await expect(tablet.getByLabel("Token")).toBeVisible();
});

test("a token that the node does not know signs nobody in", async ({ chain, browser }) => {
  const forged = `${chain.ready.tokens[chain.stores[0]]?.slice(0, -8)}AAAAAAAA`;
  const tablet = await (await browser.newContext({ baseURL: chain.web, locale: "en" })).newPage();
  await tablet.goto(`/#token=${forged}`);
  await expect(tablet.getByRole("alert")).toContainText("The server does not take this token.");
});

test("a link's token does not stay in the address", async ({ chain }) => {
  const tablet = await chain.tablet(chain.stores[0]);
  expect(tablet.url()).not.toContain("token");
});

test("the language changes on the spot and stays", async ({ chain }) => {
  const tablet = await chain.tablet(chain.stores[0]);
  await tablet.getByRole("button", { name: "Menu" }).click();
  await tablet.getByLabel("Language").selectOption({ label: "简体中文" });
  await expect(tablet.getByRole("heading", { name: "本机", exact: true })).toBeVisible();
  await tablet.reload();
  await expect(tablet.getByRole("heading", { name: "需求市场" })).toBeVisible();
  await expect(tablet.locator("html")).toHaveAttribute("lang", "zh-CN");
});

test("a store's token does not open the headquarters page (P7)", async ({ chain, browser }) => {
  const [store] = chain.stores;
  const page = await (await browser.newContext({ baseURL: chain.web, locale: "en" })).newPage();
  await page.goto(`/hq#token=${chain.ready.tokens[store]}`);
  await expect(page.getByRole("alert")).toContainText("This token is not for this page.");
});
