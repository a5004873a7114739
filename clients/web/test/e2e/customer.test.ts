import { readFileSync } from "node:fs";
import { newRequestId } from "../../src/api/ids";
import { ownerOf } from "./bring";
import { expect, test, type Chain } from "./people";

const HOME = {
  recipient: "王小芳 Fang",
  phone: "138 0000 0000",
  address: "文三路 1 号\n301 Blue Lane",
};

/** An order that goes straight to a customer, and who that is. */
async function toCustomer(
  chain: Chain,
  number: number,
  reference: string,
): Promise<{ order: string; customer: string }> {
  const [asking, supplying] = chain.stores;
  const sku = await chain.sku(number);
  await chain.putOnShelf(supplying, sku, 1);
  const posted = await chain.post(asking, sku, 1, { customer: reference });
  const order = await chain.grab(supplying, posted, sku, 1);
  return { order, customer: `owners/${await ownerOf(chain, asking)}/customers/${reference}` };
}

async function deliverTo(chain: Chain, customer: string): Promise<void> {
  const api = await chain.api.customers();
  await api.setCustomerDelivery({ name: customer, requestId: newRequestId(), delivery: HOME });
}

test("the supplier sees where to send it, while it looks, and it is kept nowhere", async ({
  chain,
}) => {
  const { order, customer } = await toCustomer(chain, 36, "c-2001");
  const tablet = await chain.tablet(chain.stores[1], `work/${order}`);
  const address = tablet.getByRole("region", { name: "Straight to the customer" });
  await expect(address).not.toContainText("文三路");
  await address.getByRole("button", { name: "Show where it goes" }).click();
  await expect(address.getByText("Nobody has said where it goes.")).toBeVisible();
  await address.getByRole("button", { name: "Hide it" }).click();

  await deliverTo(chain, customer);
  await address.getByRole("button", { name: "Show where it goes" }).click();
  await expect(address.getByText(HOME.recipient)).toBeVisible();
  await expect(address.getByText(HOME.phone)).toBeVisible();
  await expect(address.getByText("301 Blue Lane")).toBeVisible();

  const kept = await tablet.evaluate(async () => {
    const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    for (const name of await caches.keys()) {
      const drawer = await caches.open(name);
      for (const request of await drawer.keys()) {
        found.push(request.url, (await (await drawer.match(request))?.text()) ?? "");
      }
    }
    return found.join("\n");
  });
  expect(kept).toContain("shelfshare.token");
  expect(kept).not.toContain("文三路");
  expect(await tablet.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);

  await tablet.getByRole("link", { name: "My work" }).first().click();
  await expect(address).toBeHidden();
  await tablet.goto(`/#/work/${order}`);
  await expect(address.getByRole("button", { name: "Show where it goes" })).toBeVisible();
  await expect(tablet.getByText("301 Blue Lane")).toBeHidden();
  await chain.api.orders.cancelTransferOrder({ name: order, requestId: newRequestId() });
});

test("the packing slip says where it goes, and of an erased customer that it is", async ({
  chain,
}) => {
  const { order, customer } = await toCustomer(chain, 37, "c-2002");
  await deliverTo(chain, customer);
  const tablet = await chain.tablet(chain.stores[1], `work/${order}`);
  const slip = async () => {
    const saved = tablet.waitForEvent("download");
    await tablet.getByRole("button", { name: "Packing slip" }).click();
    return readFileSync(await (await saved).path(), "latin1");
  };
  const pdf = await slip();
  expect(pdf).toContain("(301 Blue Lane)");
  expect(pdf).toContain("<738B5C0F82B3>");

  await (await chain.api.customers()).eraseCustomer({ name: customer, requestId: newRequestId() });
  expect(await slip()).not.toContain("Blue Lane");
  expect(await slip()).toContain("The customer is erased");
  await tablet.getByRole("button", { name: "Show where it goes" }).click();
  await expect(tablet.getByText("The customer is erased")).toBeVisible();
  await chain.api.orders.cancelTransferOrder({ name: order, requestId: newRequestId() });
});

test("when the order has ended its supplier sees no address any more (P7)", async ({ chain }) => {
  const { order, customer } = await toCustomer(chain, 38, "c-2003");
  await deliverTo(chain, customer);
  const tablet = await chain.tablet(chain.stores[1], `work/${order}`);
  await tablet.getByRole("button", { name: "Show where it goes" }).click();
  await expect(tablet.getByText("301 Blue Lane")).toBeVisible();
  await chain.api.orders.cancelTransferOrder({ name: order, requestId: newRequestId() });
  await expect(tablet.getByText("The order has ended, and the address")).toBeVisible();
  await expect(tablet.getByText("301 Blue Lane")).toBeHidden();
});
