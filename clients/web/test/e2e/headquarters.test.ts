import { Code, ConnectError } from "@connectrpc/connect";
import { createApi } from "../../src/api/index";
import { newRequestId } from "../../src/api/ids";
import { createTransport } from "../../src/api/transport";
import { TransferRequest_Mode as Mode } from "../../target/api/shelfshare/market/v1/resources_pb";
import { bring } from "./bring";
import { expect, test } from "./people";

const WIDE = { viewport: { width: 1280, height: 900 } };

test("headquarters sees a request come, be awarded, and its whole life", async ({ chain }) => {
  const [asking, supplying] = chain.stores;
  const sku = await chain.sku(10);
  await chain.putOnShelf(supplying, sku, 2);
  const page = await chain.headquarters("market", { viewport: { width: 1280, height: 860 } });
  await expect(page.getByText("Live")).toBeVisible();

  const posted = await chain.post(asking, sku, 2);
  const row = page.locator(`a[href*="${posted.name.split("/")[1]}"]`);
  await expect(row).toBeVisible();
  await chain.grab(supplying, posted, sku, 2);
  await expect(row).toBeHidden();
  await page.getByRole("button", { name: /^On their way/ }).click();
  await row.click();

  for (const moment of ["Posted", "Awarded", "The order began"]) {
    await expect(page.locator("ol").getByText(moment, { exact: true })).toBeVisible();
  }
});

test("an order's life has why it was awarded, what was said, and what it cost", async ({
  chain,
}) => {
  const [asking, supplying] = chain.stores;
  const sku = await chain.sku(22);
  await chain.putOnlyAt(supplying, sku, 2);
  const posted = await chain.post(asking, sku, 1, { mode: Mode.ASSIGNED });
  await expect(async () => {
    const { progress } = await chain.api.requests.getTransferRequest({ name: posted.name });
    expect(progress?.asks.at(-1)?.store).toBe(`stores/${supplying}`);
  }).toPass();
  const order = await chain.grab(supplying, posted, sku, 1);
  await chain.api.orders.postOrderMessage({
    parent: order,
    requestId: newRequestId(),
    text: "Wrapped as a present",
  });
  await bring(chain, order);

  const page = await chain.headquarters(`life/${order}`, WIDE);
  const why = page.getByRole("region", { name: "Why this store" });
  await expect(why).toContainText("It was asked, as the best, and took it.");
  await expect(why.getByRole("row", { name: /^Near / })).toBeVisible();
  await expect(page.getByText("Wrapped as a present").first()).toBeVisible();
  // The books are told after the receipt; the page looks again by itself.
  const money = page.getByRole("region", { name: "Money" });
  await expect(money.getByText("Price")).toBeVisible();
  await expect(money.getByText("Freight")).toHaveCount(2);
});

test("headquarters narrows the stock of the chain to a style, a colour and a size", async ({
  chain,
}) => {
  const sku = await chain.api.directory.getSku({ name: await chain.sku(11) });
  await chain.putOnShelf(chain.stores[0], sku.name, 7);
  const page = await chain.headquarters(`stock?style=${sku.style}`);
  await page.locator("tr", { hasText: sku.colour }).getByRole("button").first().click();
  await expect(page).toHaveURL(/sku=/);
  await expect(page.getByRole("grid", { name: "By store" })).toBeVisible();

  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  expect((await file).suggestedFilename()).toMatch(/^stock-.*\.csv$/);
});

test("the API does not tell a store's token what headquarters sees (P7)", async ({ chain }) => {
  const [store] = chain.stores;
  const clerk = createApi(
    createTransport(
      { token: () => chain.ready.tokens[store], language: () => "en", refused: () => undefined },
      chain.web,
    ),
  );
  const refused = await clerk.requests
    .listTransferRequests({ parent: "stores/-" })
    .catch((thrown: unknown) => ConnectError.from(thrown));
  expect(refused).toMatchObject({ code: Code.PermissionDenied });
});
