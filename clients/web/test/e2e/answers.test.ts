import { TransferRequest_Mode as Mode } from "../../target/api/shelfshare/market/v1/resources_pb";
import { expect, test } from "./people";

test("a sealed bid stays sealed, and then says what became of it", async ({ chain }) => {
  const [, supplying] = chain.stores;
  const sku = await chain.sku(12);
  await chain.putOnShelf(supplying, sku, 1);
  const tablet = await chain.tablet(supplying);
  await chain.post(await chain.thirdStore(), sku, 1, {
    mode: Mode.SEALED_WINDOW,
    note: "sealed, please",
  });
  const card = tablet.locator("article", { hasText: "sealed, please" });
  await card.getByRole("button", { name: "Bid 1" }).click();
  await tablet.getByLabel("We ship within").selectOption({ label: "2 hours" });
  await tablet.getByRole("dialog").getByRole("button", { name: "Bid 1" }).click();
  await expect(card.getByText("It stays sealed until the window closes.")).toBeVisible();
  // The window closes by itself after ten seconds.
  await expect(card.getByText("yours to bring")).toBeVisible();
});

test("the store that is asked first accepts, or passes with a reason", async ({ chain }) => {
  const [, supplying] = chain.stores;
  const [accepted, passed] = [await chain.sku(13), await chain.sku(14)];
  await chain.putOnlyAt(supplying, accepted, 2);
  await chain.putOnlyAt(supplying, passed, 2);
  const tablet = await chain.tablet(supplying);
  const asking = await chain.thirdStore();
  const notes = ["please accept", "please pass"] as const;
  await chain.post(asking, accepted, 1, { mode: Mode.ASSIGNED, note: notes[0] });
  await chain.post(asking, passed, 1, { mode: Mode.ASSIGNED, note: notes[1] });

  const yes = tablet.locator("article", { hasText: notes[0] });
  await yes.getByRole("button", { name: "Accept 1" }).click();
  await expect(yes.getByText("yours to bring")).toBeVisible();

  const no = tablet.locator("article", { hasText: notes[1] });
  await no.getByRole("button", { name: "Pass" }).click();
  await tablet.getByRole("button", { name: "No time now" }).click();
  await expect(no.getByText("Passed on.")).toBeVisible();
});

test("what is not on the shelf is counted at once", async ({ chain }) => {
  const [asking, supplying] = chain.stores;
  const sku = await chain.sku(15);
  await chain.putOnShelf(supplying, sku, 1);
  await chain.post(asking, sku, 1, { note: "not to be found" });
  const tablet = await chain.tablet(supplying);
  const card = tablet.locator("article", { hasText: "not to be found" });
  await card.getByRole("button", { name: "Can't" }).click();
  await tablet.getByRole("button", { name: "Not on the shelf" }).click();
  await tablet.getByRole("button", { name: "Record the count" }).click();
  await expect(card).toBeHidden();
  await expect.poll(async () => (await chain.available(supplying)).get(sku) ?? 0).toBe(0);
});
