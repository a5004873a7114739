import { expect, test } from "./people";

test("a unit goes from post to receipt on two tablets", async ({ chain }) => {
  const [asking, supplying] = chain.stores;
  const sku = await chain.api.directory.getSku({ name: await chain.sku(2) });
  await chain.putOnShelf(supplying, sku.name, 2);
  const before = await chain.available(asking);
  const asker = await chain.tablet(asking, "post");
  const supplier = await chain.tablet(supplying);

  await asker.getByRole("searchbox").fill(sku.gtin);
  await asker.keyboard.press("Enter");
  await asker.getByRole("button", { name: "Ask for one unit" }).click();
  await expect(asker.getByText("The stores that have it know of it now.")).toBeVisible();

  await supplier.getByRole("button", { name: "Grab 1" }).click();
  await expect(asker.getByText("Somebody brings it.")).toBeVisible();
  await supplier.getByRole("link", { name: "Go and pick" }).click();
  await supplier.getByRole("button", { name: "I have all of them" }).click();
  await supplier.getByLabel("Carrier").fill("SF Express");
  await supplier.getByLabel("Tracking number").fill("SF1234567890");
  await supplier.getByRole("button", { name: "It is on its way" }).click();
  await supplier.getByLabel("Say something").fill("It is in a blue box.");
  await supplier.getByRole("button", { name: "Send" }).click();

  await asker.getByRole("link", { name: "My work" }).click();
  await asker.getByRole("link", { name: /On its way/ }).click();
  await expect(asker.getByText("SF Express SF1234567890")).toBeVisible();
  await expect(asker.getByText("It is in a blue box.")).toBeVisible();
  await asker.getByRole("button", { name: "All arrived, in order" }).click();
  await expect(asker.getByText(/^(Received|Settled|Closed)$/)).toBeVisible();

  await expect
    .poll(async () => (await chain.available(asking)).get(sku.name))
    .toBe((before.get(sku.name) ?? 0) + 1);
});

test("what arrives damaged is recorded with its reason", async ({ chain }) => {
  const [asking, supplying] = chain.stores;
  const sku = await chain.sku(3);
  await chain.putOnShelf(supplying, sku, 2);
  const posted = await chain.post(asking, sku, 2);
  const supplier = await chain.tablet(supplying);
  await supplier.getByRole("button", { name: "Grab 2" }).click();
  await supplier.getByRole("link", { name: "Go and pick" }).click();
  await supplier.getByRole("button", { name: "I have all of them" }).click();
  await supplier.getByRole("button", { name: "It is on its way" }).click();
  await expect(supplier.getByText("On its way").first()).toBeVisible();

  const order = (await chain.api.requests.getTransferRequest({ name: posted.name })).awards[0];
  const asker = await chain.tablet(asking, `work/${order?.transferOrder}`);
  await asker.getByRole("button", { name: "Something is not right" }).click();
  await asker
    .getByRole("group", { name: "Good" })
    .getByRole("button", { name: "One fewer" })
    .click();
  await asker
    .getByRole("group", { name: "Damaged" })
    .getByRole("button", { name: "One more" })
    .click();
  await asker.getByLabel("Why").selectOption({ label: "Damaged on the way" });
  await asker.getByRole("button", { name: "Record what arrived" }).click();
  await expect(asker.getByText(/^(Received|Settled|Closed)$/)).toBeVisible();

  const now = await chain.api.orders.getTransferOrder({ name: order?.transferOrder ?? "" });
  expect(now.lines[0]).toMatchObject({ accepted: 1n, damaged: 1n });
});
