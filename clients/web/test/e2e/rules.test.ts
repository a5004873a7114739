import { readFileSync } from "node:fs";
import { bring, ownerOf } from "./bring";
import { expect, test, type Chain } from "./people";

const WIDE = { viewport: { width: 1280, height: 900 } };

/** A policy of its own for each run, so that other tests' requests keep theirs. */
function newId(): string {
  return `try-${Date.now().toString(36)}`;
}

test("headquarters makes a policy, publishes it, and rolls it back", async ({ chain }) => {
  const id = newId();
  const page = await chain.headquarters("rules", WIDE);
  await page.getByRole("link", { name: "New policy" }).click();
  await page.getByLabel("Id (a-z, 0-9, -)").fill(id);
  await page.getByLabel("Name", { exact: true }).fill("Near first");
  await page.getByRole("button", { name: "Add a ring" }).click();
  await page.getByLabel("Which stores").selectOption("km");
  await page.getByLabel("Within (km)").fill("20");
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByRole("status")).toHaveText("Nothing is wrong with it.");
  await page.getByRole("button", { name: "Make the next version" }).click();
  await expect(page.getByRole("heading", { name: `${id}, version 1` })).toBeVisible();
  await publish(1);

  await page.getByLabel("Reliable").fill("40");
  await expect(page.locator("ins")).toHaveText(["40"]);
  await page.getByRole("button", { name: "Make the next version" }).click();
  await expect(page.getByRole("heading", { name: `${id}, version 2` })).toBeVisible();
  await publish(2);

  await page.locator(`a[href*="policy=${id}&version=1"]`).click();
  await page.getByRole("button", { name: "Roll back to this version" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Version 1 is published")).toBeVisible();
  expect(await published(chain, id)).toEqual([1]);

  async function publish(version: number): Promise<void> {
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
    await expect(page.getByText(`Version ${version} is published`)).toBeVisible();
  }
});

async function published(chain: Chain, id: string): Promise<number[]> {
  const { policies } = await (await chain.api.routing()).listPolicies({});
  return policies
    .filter((one) => one.name === `policies/${id}` && one.published)
    .map((one) => one.version);
}

test("a policy that cannot be is not made, and says why (P12)", async ({ chain }) => {
  const id = newId();
  const page = await chain.headquarters("rules?policy=", WIDE);
  await page.getByLabel("Id (a-z, 0-9, -)").fill(id);
  await page.getByLabel("Near", { exact: true }).fill("5000");
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByRole("alert")).toContainText("weight");
  const { policies } = await (await chain.api.routing()).listPolicies({});
  expect(policies.map((one) => one.name)).not.toContain(`policies/${id}`);
});

test("headquarters checks and sets trade rules exactly, and takes them back", async ({ chain }) => {
  const money = await chain.api.money();
  const before = await money.getTradeRules({});
  const page = await chain.headquarters("rules?tab=trade", WIDE);
  const budgets = page.getByRole("region", { name: "Subsidy budgets" });
  await budgets.getByRole("button", { name: "Add a rule" }).click();
  await budgets.getByLabel("Budget").last().fill("tried");
  await budgets.getByLabel("Cap").last().fill("one");
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByRole("alert")).toContainText("one");
  await budgets.getByLabel("Cap").last().fill("987654321.09");
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByRole("status")).toHaveText("Nothing is wrong with them.");
  expect((await money.getTradeRules({})).version).toBe(before.version);
  await page.getByRole("button", { name: "Set these rules" }).click();
  await expect(page.getByText("The rules are set")).toBeVisible();
  const set = (await money.getTradeRules({})).tradeRules?.budgets.at(-1);
  expect(set?.cap).toMatchObject({ units: 987_654_321n, nanos: 90_000_000 });

  await page.goto("/hq#/money");
  await expect(page.getByText("¥987,654,321.09").first()).toBeVisible();

  await page.goto("/hq#/rules?tab=trade");
  await page
    .getByRole("button", { name: /^Take version/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Set these rules" }).click();
  await expect(page.getByText("The rules are set")).toBeVisible();
  const after = await money.getTradeRules({});
  expect(after.tradeRules).toEqual(before.tradeRules);
});

test("a statement is shown, and downloaded just as it is", async ({ chain }) => {
  const [asking, supplying] = chain.stores;
  const sku = await chain.sku(14);
  await chain.putOnShelf(supplying, sku, 2);
  const order = await chain.grab(supplying, await chain.post(asking, sku, 2), sku, 2);
  await bring(chain, order);
  const query = `tab=statements&owner=${await ownerOf(chain, supplying)}`;
  const page = await chain.headquarters(
    `money?${query}&other=${await ownerOf(chain, asking)}`,
    WIDE,
  );
  const postings = page.getByRole("grid", { name: "Postings" });
  await expect(postings.getByRole("link", { name: order.slice(-8) }).first()).toBeVisible();
  const rows = Number(await postings.getAttribute("aria-rowcount")) - 1;

  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download CSV" }).last().click();
  const text = readFileSync(await (await file).path(), "utf8");
  expect(text.startsWith("\ufeffposting,time,order")).toBe(true);
  expect(text.trim().split("\n")).toHaveLength(rows + 1);
  const workbook = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download XLSX" }).click();
  expect(
    readFileSync(await (await workbook).path())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");

  await postings.getByRole("button", { name: "Amount" }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/life\/transferOrders\//);
});
