import { readFileSync } from "node:fs";
import { TransferRequest_Mode as Mode } from "../../target/api/shelfshare/market/v1/resources_pb";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { newRequestId } from "../../src/api/ids";
import { bring } from "./bring";
import { expect, test } from "./people";

const WIDE = { viewport: { width: 1280, height: 900 } };

test("the market's tiles are filters, and a view is a link", async ({ chain }) => {
  const [asking, supplying] = chain.stores;
  const [wanted, brought] = [await chain.sku(15), await chain.sku(16)];
  await chain.putOnlyAt(supplying, wanted, 2);
  await chain.putOnShelf(supplying, brought, 2);
  const open = await chain.post(asking, wanted, 1, { mode: Mode.SEALED_WINDOW });
  const grabbed = await chain.post(asking, brought, 1);
  await chain.grab(supplying, grabbed, brought, 1);

  const page = await chain.headquarters("market", WIDE);
  const rowOf = (name: string) => page.locator(`a[href*="${name.split("/")[1]}"]`);
  await expect(rowOf(open.name)).toBeVisible();
  await page.getByRole("button", { name: /^under 2 min/ }).click();
  await expect(page).toHaveURL(/show=new/);
  await expect(rowOf(open.name)).toBeVisible();
  await page.getByRole("button", { name: /^Time to grab/ }).click();
  await expect(rowOf(open.name)).toBeHidden();
  await page.goto("/hq#/market?show=unfilled");
  await expect(page.getByRole("grid", { name: "Not wholly found" })).toBeVisible();
  await expect(rowOf(open.name)).toBeVisible();

  const flows = page.getByRole("grid", { name: "Flows between regions" });
  await expect(flows.getByRole("rowheader").first()).toBeVisible();
  await expect(page.getByRole("img", { name: "Flows between regions" })).toBeVisible();
});

test("demand that nobody met is shown, and downloaded as the server counts it", async ({
  chain,
}) => {
  const sku = await chain.sku(18);
  await chain.api.requests.createTransferRequest({
    parent: `stores/${chain.stores[0]}`,
    requestId: newRequestId(),
    transferRequest: {
      lines: [{ sku, quantity: 3n }],
      mode: Mode.FIRST_COME,
      expireTime: timestampFromMs(Date.now() + 6_000),
    },
  });
  const page = await chain.headquarters("market?by=sku", WIDE);
  const panel = page.locator(".card", { hasText: "Unmet demand" });
  const row = panel.getByRole("row", { name: sku.slice("skus/".length) });
  await expect(async () => {
    await page.reload();
    await expect(row.first()).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 120_000 });
  await expect(panel.getByRole("img", { name: "Unmet demand" })).toBeVisible();
  const file = page.waitForEvent("download");
  await panel.getByRole("button", { name: "Download CSV" }).click();
  const text = readFileSync(await (await file).path(), "utf8");
  expect(text.startsWith("\ufeffsku,line_count,wanted_units,unmet_units")).toBe(true);
});

test("stores that have units and never bring any are named", async ({ chain }) => {
  const [asking, supplying] = chain.stores;
  const sku = await chain.sku(17);
  await chain.putOnShelf(supplying, sku, 1);
  const posted = await chain.post(asking, sku, 1);
  await bring(chain, await chain.grab(supplying, posted, sku, 1));
  const nameOf = async (store: string) =>
    (await chain.api.directory.getStore({ name: `stores/${store}` })).displayName;
  const [idle, busy] = [await nameOf(await chain.thirdStore()), await nameOf(supplying)];

  const page = await chain.headquarters("market", WIDE);
  const silent = page.getByRole("grid", { name: "Stores that never answer" });
  await silent.getByRole("button", { name: "Store", exact: true }).click();
  await expect(silent.getByText(idle, { exact: true })).toHaveCount(1);
  // The order counts once it has ended.
  await expect(async () => {
    await page.reload();
    await silent.getByText(idle, { exact: true }).waitFor({ timeout: 10_000 });
    expect(await silent.getByText(busy, { exact: true }).count()).toBe(0);
  }).toPass();
});
