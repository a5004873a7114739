import { readFileSync } from "node:fs";
import { expect, test } from "./people";

const WIDE = { viewport: { width: 1280, height: 900 } };

test("stock is on a map and in a grid, and a file has just what is filtered", async ({ chain }) => {
  const [store] = chain.stores;
  const sku = await chain.api.directory.getSku({ name: await chain.sku(19) });
  await chain.putOnShelf(store, sku.name, 5);
  const page = await chain.headquarters(`stock?style=${sku.style}`, WIDE);
  await expect(page.locator("canvas").first()).toBeVisible();
  const { displayName } = await chain.api.directory.getStore({ name: `stores/${store}` });
  await page
    .getByRole("grid", { name: "By store" })
    .getByRole("button", { name: displayName })
    .click();
  await expect(page).toHaveURL(new RegExp(`store=${store}`));
  await expect(page.getByRole("button", { name: `Only ${displayName}` })).toBeVisible();

  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const lines = readFileSync(await (await file).path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(lines[0]?.startsWith("\ufeffsku,style,colour,size,store,owner,region,on_hand")).toBe(true);
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines.slice(1, -1)) {
    expect(line.split(",").slice(1, 5)).toMatchObject({ 0: sku.style, 3: store });
  }
  const workbook = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export XLSX" }).click();
  expect(
    readFileSync(await (await workbook).path())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");
});

test("a store's lines are shown as they stood at a past time", async ({ chain }) => {
  const [store] = chain.stores;
  const sku = await chain.api.directory.getSku({ name: await chain.sku(20) });
  await chain.putOnShelf(store, sku.name, 1);
  const before = (await chain.available(store)).get(sku.name) ?? 0;
  await aMoment();
  const then = new Date().toISOString();
  await aMoment();
  await chain.putOnShelf(store, sku.name, 40);
  const query = `sku=${encodeURIComponent(sku.name)}&store=${store}&at=${then}`;
  const page = await chain.headquarters(`stock?${query}`, WIDE);
  const past = page.getByRole("grid", { name: /^As it stood at/ });
  await expect(past.getByRole("gridcell").nth(2)).toHaveText(String(before));
  await page.getByRole("button", { name: "Back to now" }).click();
  await expect(past).toBeHidden();
  await expect(page).not.toHaveURL(/at=/);
});

test("a view is saved under a name and opened again", async ({ chain }) => {
  const sku = await chain.api.directory.getSku({ name: await chain.sku(21) });
  const page = await chain.headquarters(`stock?style=${sku.style}`, WIDE);
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByLabel("Name").fill("My coats");
  await page.getByRole("button", { name: "Save this view" }).click();
  await page.keyboard.press("Escape");
  await page.goto("/hq#/market");
  await page.reload();
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("link", { name: "My coats" }).click();
  await expect(page).toHaveURL(new RegExp(`#/stock\\?style=${sku.style}`));
  await expect(page.getByRole("grid", { name: "By store" })).toBeVisible();
});

/** So long that two times on either side are not the same. */
function aMoment(): Promise<void> {
  const from = Date.now();
  return expect.poll(() => Date.now() - from).toBeGreaterThan(20);
}
