import { newRequestId } from "../../src/api/ids";
import {
  OrderRemark_Kind as Kind,
  type Sku,
} from "../../target/api/shelfshare/market/v1/resources_pb";
import { showBarcode } from "./camera";
import { expect, test, type Chain } from "./people";
import { scan } from "./scanner";

async function shipped(chain: Chain, sku: string, units: number): Promise<string> {
  const [asking, supplying] = chain.stores;
  await chain.putOnShelf(supplying, sku, units);
  const name = await chain.grab(supplying, await chain.post(asking, sku, units), sku, units);
  await chain.api.orders.confirmTransferOrder({ name, requestId: newRequestId() });
  await chain.api.orders.shipTransferOrder({ name, requestId: newRequestId() });
  return name;
}

async function sku(chain: Chain, number: number): Promise<Sku> {
  return chain.api.directory.getSku({ name: await chain.sku(number) });
}

test("a parcel is received by scanning its units, with what is more and what is another item", async ({
  chain,
}) => {
  const [ours, other] = [await sku(chain, 39), await sku(chain, 40)];
  const order = await shipped(chain, ours.name, 3);
  const asker = await chain.tablet(chain.stores[0], `work/${order}`);
  await asker.getByRole("button", { name: "Scan each unit" }).click();
  await expect(asker.getByText("0 of 3 units")).toBeVisible();
  await scan(asker, ours.gtin);
  await expect(asker.getByText("1 of 3 units")).toBeVisible();
  await scan(asker, ours.gtin);
  await expect(asker.getByText("2 of 3 units")).toBeVisible();
  await scan(asker, "12345670");
  await expect(asker.getByText("Nothing has the barcode 12345670.")).toBeVisible();
  await scan(asker, other.gtin);
  await expect(asker.getByText("is not in the order: noted, 1 so far")).toBeVisible();
  await scan(asker, ours.gtin);
  await scan(asker, ours.gtin);
  await expect(asker.getByRole("status").getByText("1 more than sent")).toBeVisible();
  await asker.getByRole("button", { name: "Record what arrived" }).click();
  await expect(asker.getByText(/^(Received|Settled|Closed)$/)).toBeVisible();

  const now = await chain.api.orders.getTransferOrder({ name: order });
  expect(now.lines[0]).toMatchObject({ sku: ours.name, accepted: 3n, inTransit: 0n });
  const noted = now.remarks.map(({ kind, sku, units }) => ({ kind, sku, units }));
  expect(noted).toContainEqual({ kind: Kind.OVER_RECEIPT, sku: ours.name, units: 1n });
  expect(noted).toContainEqual({ kind: Kind.WRONG_SKU, sku: other.name, units: 1n });
});

test("what is not scanned stays on its way, and numbers can be typed as well", async ({
  chain,
}) => {
  const ours = await sku(chain, 41);
  const order = await shipped(chain, ours.name, 3);
  const asker = await chain.tablet(chain.stores[0], `work/${order}`);
  await asker.getByRole("button", { name: "Scan each unit" }).click();
  await expect(asker.getByText("0 of 3 units")).toBeVisible();
  await scan(asker, ours.gtin);
  await expect(asker.getByText("1 of 3 units")).toBeVisible();
  const damaged = asker.getByRole("group", { name: "Damaged" });
  await damaged.getByRole("button", { name: "One more" }).click();
  await expect(asker.getByText("2 of 3 units")).toBeVisible();
  await asker.getByLabel("Why").selectOption({ label: "Damaged on the way" });
  await asker.getByRole("button", { name: "Record what arrived" }).click();
  await expect
    .poll(async () => (await chain.api.orders.getTransferOrder({ name: order })).lines[0])
    .toMatchObject({ accepted: 1n, damaged: 1n, inTransit: 1n });
  await chain.api.orders.receiveTransferOrder({ name: order, requestId: newRequestId() });
});

test("the camera stays open for unit after unit, and counts one that stays in sight once", async ({
  chain,
}) => {
  const ours = await sku(chain, 42);
  const order = await shipped(chain, ours.name, 2);
  showBarcode(ours.gtin);
  const options = { permissions: ["camera"] };
  const asker = await chain.tablet(chain.stores[0], `work/${order}`, options);
  await asker.getByRole("button", { name: "Scan each unit" }).click();
  await asker.getByRole("button", { name: "Scan with the camera" }).click();
  const sheet = asker.getByRole("dialog");
  await expect(sheet.getByText(/: 1 of 2$/)).toBeVisible();
  const looked = Date.now();
  await expect.poll(() => Date.now() - looked).toBeGreaterThan(1_500);
  await sheet.getByRole("button", { name: "Close" }).click();
  await expect(asker.getByText("1 of 2 units")).toBeVisible();
  await chain.api.orders.receiveTransferOrder({ name: order, requestId: newRequestId() });
});
