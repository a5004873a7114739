import type { Page } from "@playwright/test";
import { newRequestId } from "../../src/api/ids";
import { expect, test, type Chain } from "./people";

interface Sent {
  readonly sku: string;
  readonly order: string;
}

/** An order of so many units that its supplier has confirmed. */
async function confirmed(chain: Chain, number: number, units: number, to = ""): Promise<Sent> {
  const [asking, supplying] = chain.stores;
  const sku = await chain.sku(number);
  await chain.putOnShelf(supplying, sku, units);
  const posted = await chain.post(asking, sku, units, { customer: to });
  const order = await chain.grab(supplying, posted, sku, units);
  await chain.api.orders.confirmTransferOrder({ name: order, requestId: newRequestId() });
  return { sku, order };
}

async function shipped(chain: Chain, number: number, units: number, to = ""): Promise<Sent> {
  const sent = await confirmed(chain, number, units, to);
  await chain.api.orders.shipTransferOrder({ name: sent.order, requestId: newRequestId() });
  return sent;
}

const more = (page: Page, group: string) =>
  page.getByRole("group", { name: group }).getByRole("button", { name: "One more" }).click();
const fewer = (page: Page, group: string) =>
  page.getByRole("group", { name: group }).getByRole("button", { name: "One fewer" }).click();

test("what is refused goes back, and its supplier takes it in", async ({ chain }) => {
  const [asking, supplying] = chain.stores;
  const { order, sku } = await shipped(chain, 20, 2);
  const asker = await chain.tablet(asking, `work/${order}`);
  await asker.getByRole("button", { name: "Something is not right" }).click();
  await fewer(asker, "Good");
  await more(asker, "Refused, goes back");
  await asker.getByLabel("Why").selectOption({ label: "Not what was asked for" });
  await asker.getByRole("button", { name: "Record what arrived" }).click();
  await expect(asker.getByText("Refused: 1")).toBeVisible();

  const before = (await chain.available(supplying)).get(sku) ?? 0;
  const supplier = await chain.tablet(supplying, "work");
  await supplier.locator(`a[href="#/work/${order}"]`, { hasText: "Coming back" }).click();
  await expect(supplier.getByText("Units are on their way back to you.")).toBeVisible();
  await supplier.getByRole("button", { name: "All came back, in order" }).click();
  await expect(supplier.getByText(/^(Received|Settled|Closed)$/)).toBeVisible();
  await expect
    .poll(async () => (await chain.api.orders.getTransferOrder({ name: order })).lines[0])
    .toMatchObject({ accepted: 1n, refused: 1n, returnedGood: 1n });
  await expect.poll(async () => (await chain.available(supplying)).get(sku)).toBe(before + 1);
});

test("what is on its way is recalled, and comes back damaged", async ({ chain }) => {
  const [asking, supplying] = chain.stores;
  const { order } = await shipped(chain, 21, 1);
  const asker = await chain.tablet(asking, `work/${order}`);
  await asker.getByText("Something else …").click();
  await asker.getByRole("button", { name: "Recall it" }).click();
  await asker.getByRole("dialog").getByRole("button", { name: /^To / }).click();
  await expect(asker.getByText("Coming back", { exact: true })).toBeVisible();

  const supplier = await chain.tablet(supplying, `work/${order}`);
  await supplier.getByRole("button", { name: "Something is not right" }).click();
  await fewer(supplier, "Good");
  await more(supplier, "Damaged");
  await supplier.getByRole("button", { name: "Record what came back" }).click();
  await expect(supplier.getByText("Came back damaged: 1")).toBeVisible();
});

test("a packed order is asked for back, and its supplier agrees", async ({ chain }) => {
  const [asking, supplying] = chain.stores;
  const { order } = await confirmed(chain, 22, 1);
  const supplier = await chain.tablet(supplying, `work/${order}`);
  await supplier.getByRole("button", { name: "It is packed" }).click();
  const asker = await chain.tablet(asking, `work/${order}`);
  await asker.getByText("Something else …").click();
  await asker.getByRole("button", { name: "Ask for it back" }).click();
  await asker.getByRole("button", { name: "Yes, do it" }).click();
  await expect(asker.getByText("The supplying store has yet to agree.")).toBeVisible();

  await supplier.getByRole("button", { name: "Agree: put it back" }).click();
  await expect(supplier.getByText("Taken back, as agreed")).toBeVisible();
});

test("a customer gives back what was delivered", async ({ chain }) => {
  const [asking] = chain.stores;
  const { order } = await shipped(chain, 23, 2, "c-1042");
  const asker = await chain.tablet(asking, `work/${order}`);
  await asker.getByRole("button", { name: "All arrived, in order" }).click();
  await asker.getByText("Something else …").click();
  await asker.getByRole("button", { name: "The customer gives it back" }).click();
  await fewer(asker, "Given back");
  await asker.getByRole("button", { name: "Take one back" }).click();
  await asker.getByRole("button", { name: "All came back, in order" }).click();
  await expect(asker.getByText("Given back: 1")).toBeVisible();
  await expect
    .poll(async () => (await chain.api.orders.getTransferOrder({ name: order })).lines[0])
    .toMatchObject({ accepted: 1n, givenBack: 1n, returnedGood: 1n });
});

test("an open request is changed: fewer units, a later end, another note", async ({ chain }) => {
  const [asking] = chain.stores;
  const sku = await chain.sku(24);
  const posted = await chain.post(asking, sku, 3, { note: "three, please" });
  const asker = await chain.tablet(asking, "work");
  await asker
    .locator("article", { hasText: "0 of 3 found" })
    .getByRole("button", { name: "Change" })
    .click();
  await fewer(asker, "How many");
  await asker.getByLabel("Ask longer, by").selectOption({ label: "2 hours" });
  await asker.getByLabel("Note to the others").fill("two will do");
  await asker.getByRole("button", { name: "Change it" }).click();
  await expect(asker.getByText("0 of 2 found")).toBeVisible();
  const now = await chain.api.requests.getTransferRequest({ name: posted.name });
  expect(now.note).toBe("two will do");
  expect(Number(now.expireTime?.seconds)).toBe(Number(posted.expireTime?.seconds) + 7_200);
});

test("what a pick did not find is counted later", async ({ chain }) => {
  const [asking, supplying] = chain.stores;
  const sku = await chain.sku(25);
  await chain.putOnShelf(supplying, sku, 2);
  const posted = await chain.post(asking, sku, 1);
  const order = await chain.grab(supplying, posted, sku, 1);
  const tablet = await chain.tablet(supplying, `work/${order}`);
  await tablet.getByRole("button", { name: "Not all of them" }).click();
  await fewer(tablet, "Found");
  await tablet.getByRole("button", { name: "Give the order up" }).click();
  await expect(tablet.getByText("Given up", { exact: true })).toBeVisible();

  const name = (await chain.api.directory.getSku({ name: sku })).displayName.split(",")[0] ?? "";
  await tablet.goto("/#/work");
  const task = tablet.getByRole("button", { name: new RegExp(`${name}.*not on the shelf`, "is") });
  await task.first().click();
  await tablet.getByLabel("Good units on the premises").fill("7");
  await tablet.getByRole("button", { name: "Record the count" }).click();
  await expect(tablet.getByRole("dialog")).toBeHidden();
  await expect
    .poll(async () => {
      const line = `stores/${supplying}/stockLines/${sku.slice("skus/".length)}`;
      return (await chain.api.stock.getStockLine({ name: line })).onHand;
    })
    .toBe(7n);
});
